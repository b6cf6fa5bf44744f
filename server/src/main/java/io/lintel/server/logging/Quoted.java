package io.lintel.server.logging;

/// Strings on their way into a line of the log. Whatever could end a line, begin another, or make a terminal do
/// something is written as an escape of JSON, in both formats.
final class Quoted {

    /// Longer strings are cut: one request must not fill the disk.
    private static final int LONGEST = 8_192;

    private Quoted() {}

    /// A string of JSON with its quotes.
    static void append(StringBuilder line, String text) {
        append(line, text, LONGEST);
    }

    /// @param longest how much of the text is written
    static void append(StringBuilder line, String text, int longest) {
        line.append('"');
        var end = Math.min(text.length(), longest);
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isHarmless(text, i)) {
                        line.append(c);
                    } else {
                        escape(line, c);
                    }
                }
            }
        }
        line.append(end < text.length() ? "…\"" : "\"");
    }

    /// The text as it is if nobody could take it for anything else, or else in quotes.
    static void appendBare(StringBuilder line, String text) {
        if (isBare(text)) {
            line.append(text);
        } else {
            append(line, text);
        }
    }

    /// One line of a stack trace: without quotes, but without what could end it.
    static void appendLine(StringBuilder trace, String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\t' || isHarmless(text, i)) {
                trace.append(text.charAt(i));
            } else {
                escape(trace, text.charAt(i));
            }
        }
    }

    private static boolean isBare(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ' ' || c == '"' || c == '=' || c == '\\' || !isHarmless(text, i)) {
                return false;
            }
        }
        return true;
    }

    /// Not a control character, a separator of lines, a character that turns the direction of writing, one that
    /// cannot be seen, or half of a pair.
    private static boolean isHarmless(String text, int index) {
        var c = text.charAt(index);
        if (c < 0x7f) {
            return c >= ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void escape(StringBuilder line, char c) {
        if (Character.isSurrogate(c)) {
            // An escape of half a pair is no JSON to many who read it.
            line.append('\ufffd');
            return;
        }
        line.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            line.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
    }
}
