package io.lintel.authorization;

import io.lintel.secret.Secret;
import java.util.Optional;

/// The `request_uri` of a request that was pushed (RFC 9126, section 2.2): whoever holds it and names the client can
/// begin that request, once.
public record RequestUri(Secret value) {

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    /// Empty if nobody ever issued such a text.
    public static Optional<RequestUri> parse(String text) {
        return text.startsWith(PREFIX) && text.length() > PREFIX.length()
                ? Optional.of(new RequestUri(Secret.of(text.substring(PREFIX.length()))))
                : Optional.empty();
    }

    /// What the client is given.
    public String text() {
        return PREFIX + value.reveal();
    }
}
