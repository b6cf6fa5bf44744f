package io.lintel.client;

/// How a client must send its authorization requests.
///
/// @param mustBePushed whether it must push them (RFC 9126, section 6)
public record RequestRules(boolean mustBePushed) {

    private static final RequestRules ANY = new RequestRules(false);

    /// In any way there is.
    public static RequestRules any() {
        return ANY;
    }
}
