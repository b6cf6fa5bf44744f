package io.lintel.connector;

/// The id of one login. It travels as OAuth 2.0 `state`, SAML `RelayState` and SAML request ID, so it is
/// unguessable, starts with a letter and is made of lower-case letters and digits alone.
///
/// It names a login and opens nothing by itself: the browser must show the cookie it was given when the login
/// began.
public record LoginId(String value) {

    public LoginId {
        if (value.length() < 16 || value.length() > 80 || !isLetter(value.charAt(0))) {
            throw new IllegalArgumentException("not a login id");
        }
        for (var i = 1; i < value.length(); i++) {
            if (!isLetter(value.charAt(i)) && !isDigit(value.charAt(i))) {
                throw new IllegalArgumentException("not a login id");
            }
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return value;
    }
}
