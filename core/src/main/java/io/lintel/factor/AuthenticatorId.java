package io.lintel.factor;

/// The id of an authenticator, as in the configuration.
public record AuthenticatorId(String value) {

    public AuthenticatorId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an authenticator needs an id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
