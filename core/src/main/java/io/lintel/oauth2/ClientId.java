package io.lintel.oauth2;

/// The `client_id` of a registered client (RFC 6749, section 2.2).
public record ClientId(String value) {

    public ClientId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a client id must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
