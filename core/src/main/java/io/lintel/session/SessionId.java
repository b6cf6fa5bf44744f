package io.lintel.session;

/// Names the sign-on session of one browser, in tokens as `sid` (OpenID Connect Front-Channel Logout, section 3).
/// It opens nothing by itself.
public record SessionId(String value) {

    private static final int LONGEST = 200;

    public SessionId {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a session id has 1 to " + LONGEST + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
