package io.lintel.authorization;

/// Text of a stranger, made fit for `error_description` (RFC 6749, section 4.1.2.1).
final class ErrorText {

    private static final int LONGEST = 200;

    private ErrorText() {}

    /// Printable ASCII without quotes and back-slashes, cut to a sensible length.
    static String printable(String text) {
        var out = new StringBuilder();
        text.chars()
                .limit(LONGEST)
                .map(c -> c >= 0x20 && c <= 0x7e && c != '"' && c != '\\' ? c : '?')
                .forEach(c -> out.append((char) c));
        return out.toString();
    }
}
