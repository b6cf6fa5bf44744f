package io.lintel.tools.mutants;

import java.util.regex.Pattern;

/// Words of a source file and what is to stand in their place.
record Edit(String from, String to) {

    /// The words must be there once: otherwise the rule has moved, and nobody knows what is taken away. Where lines
    /// break does not matter.
    String apply(String source) {
        var found = Pattern.compile(pattern(from)).matcher(source);
        if (!found.find()) {
            throw new IllegalArgumentException("there is no more: " + from);
        }
        var start = found.start();
        var end = found.end();
        if (found.find()) {
            throw new IllegalArgumentException("there is more than once: " + from);
        }
        return source.substring(0, start) + to + source.substring(end);
    }

    /// The formatter breaks lines at spaces, behind opening parentheses and before dots.
    private static String pattern(String words) {
        var pattern = new StringBuilder();
        var tokens = Pattern.compile("\\s+|\\(|\\.|[^\\s(.]+").matcher(words);
        while (tokens.find()) {
            var token = tokens.group();
            pattern.append(
                    switch (token) {
                        case "(" -> "\\(\\s*";
                        case "." -> "\\s*\\.";
                        default -> token.isBlank() ? "\\s+" : Pattern.quote(token);
                    });
        }
        return pattern.toString();
    }
}
