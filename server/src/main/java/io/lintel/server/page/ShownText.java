package io.lintel.server.page;

import java.text.Bidi;

/// Text of somebody else's as it may stand among our own.
///
/// It is one line of at most [#LONGEST] characters, has no control character, and cannot turn the reading
/// direction of what surrounds it (CVE-2021-42574 is the same trick played on source code). This is not
/// escaping: templates do that.
final class ShownText {

    static final int LONGEST = 300;

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private ShownText() {}

    static String of(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(LONGEST + 1L).forEach(c -> append(shown, c));
        if (shown.codePointCount(0, shown.length()) > LONGEST) {
            shown.setLength(shown.offsetByCodePoints(0, LONGEST));
            shown.append('…');
        }
        var line = shown.toString().strip();
        return Bidi.requiresBidi(line.toCharArray(), 0, line.length())
                ? FIRST_STRONG_ISOLATE + line + POP_DIRECTIONAL_ISOLATE
                : line;
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> shown.append(' ');
            case Character.SURROGATE -> shown.append('\uFFFD');
            case Character.FORMAT -> {
                // Emoji and several scripts are joined with these two; the others steer, mark or hide.
                if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
                    shown.appendCodePoint(c);
                }
            }
            default -> shown.appendCodePoint(c);
        }
    }
}
