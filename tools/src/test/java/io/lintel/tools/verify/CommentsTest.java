package io.lintel.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A documentation comment that is too long is broken by the formatter into a line that is no documentation.
final class CommentsTest {

    private static final Path PROJECT = Path.of("..");

    @Test
    void noLineOfADocumentationCommentHasComeLoose() throws IOException {
        var loose = new ArrayList<String>();
        for (var source : sources()) {
            var before = "";
            for (var line : Files.readAllLines(source)) {
                if (line.strip().startsWith("// ") && before.strip().startsWith("///")) {
                    loose.add(source + ": " + line.strip());
                }
                before = line;
            }
        }
        assertThat(loose).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = String.valueOf(folder.getFileName());
                return name.equals("target") || (name.startsWith(".") && !folder.equals(PROJECT))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(sources).hasSizeGreaterThan(500);
        return sources;
    }
}
