package io.lintel.connector.support;

import io.lintel.secret.Secret;

/// What the text of a token may be, wherever it comes from: visible characters of ASCII (RFC 6749, appendix A.12, but
/// for the space, which ends a token in a header), and not more than a header holds.
public final class TokenText {

    /// More would not fit into a header.
    static final int MOST_CHARACTERS = 8_192;

    private TokenText() {}

    public static boolean isToken(Secret token) {
        return isToken(token.reveal(), MOST_CHARACTERS);
    }

    /// @param most how many characters it may have if it goes into no header
    static boolean isToken(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
