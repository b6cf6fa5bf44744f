package io.lintel.tools.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the list of mutants:
///
/// ```
/// # a comment
/// name: the rule
///   in core/src/main/java/…/File.java
///   - words that stand there once
///   + words in their place
///   by core OneTest OtherTest
/// ```
///
/// There may be several pairs of `-` and `+`. Nothing behind `+` leaves the words away.
final class Mutants {

    private static final Pattern HEAD = Pattern.compile("([a-z0-9-]+): (\\S.*)");
    private static final Pattern PART = Pattern.compile(" +(in|-|\\+|by)(?: (.*))?");

    private final Path list;
    private final List<Mutant> read = new ArrayList<>();
    private Draft draft = Draft.NONE;
    private int line;

    private Mutants(Path list) {
        this.list = list;
    }

    static List<Mutant> read(Path list) throws IOException {
        var reading = new Mutants(list);
        for (var text : Files.readAllLines(list)) {
            reading.line++;
            reading.read(text);
        }
        reading.finish();
        return List.copyOf(reading.read);
    }

    /// A mutant whose last lines are still to come.
    private static final class Draft {

        static final Draft NONE = new Draft("", "");

        final String name;
        final String rule;
        final List<Edit> edits = new ArrayList<>();
        String file = "";
        String from = "";
        List<String> by = List.of();

        Draft(String name, String rule) {
            this.name = name;
            this.rule = rule;
        }
    }

    private void read(String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return;
        }
        var head = HEAD.matcher(text);
        var part = PART.matcher(text);
        if (head.matches()) {
            finish();
            if (read.stream().anyMatch(mutant -> mutant.name().equals(head.group(1)))) {
                throw wrong("this name was given before");
            }
            draft = new Draft(head.group(1), head.group(2));
        } else if (draft != Draft.NONE && part.matches()) {
            add(part.group(1), Optional.ofNullable(part.group(2)).orElse("").strip());
        } else {
            throw wrong("neither the head of a mutant nor a part of one");
        }
    }

    private void add(String word, String text) {
        switch (word) {
            case "in" -> draft.file = text;
            case "-" -> draft.from = text;
            case "+" -> {
                if (draft.from.isEmpty()) {
                    throw wrong("+ without - above it");
                }
                draft.edits.add(new Edit(draft.from, text));
                draft.from = "";
            }
            default -> draft.by = List.of(text.split(" +"));
        }
    }

    private void finish() {
        if (draft == Draft.NONE) {
            return;
        }
        if (draft.file.isEmpty() || draft.edits.isEmpty() || !draft.from.isEmpty() || draft.by.size() < 2) {
            throw wrong("mutant " + draft.name + " before here lacks in, -, + or by");
        }
        read.add(new Mutant(
                draft.name,
                draft.rule,
                draft.file,
                draft.edits,
                draft.by.getFirst(),
                draft.by.subList(1, draft.by.size())));
        draft = Draft.NONE;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(list + ", line " + line + ": " + what);
    }
}
