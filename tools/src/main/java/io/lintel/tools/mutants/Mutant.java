package io.lintel.tools.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One rule taken away.
///
/// @param rule what holds as long as it is there
/// @param file where it stands, from the folder of the project
/// @param module whose tests must notice
/// @param tests the simple names of their classes
record Mutant(String name, String rule, String file, List<Edit> edits, String module, List<String> tests) {

    Mutant {
        edits = List.copyOf(edits);
        tests = List.copyOf(tests);
    }

    /// The source file without the rule.
    ///
    /// @throws IllegalArgumentException if the rule has moved
    String source(Path root) throws IOException {
        var source = original(root);
        for (var edit : edits) {
            source = edit.apply(source);
        }
        return source;
    }

    String original(Path root) throws IOException {
        return Files.readString(root.resolve(file));
    }
}
