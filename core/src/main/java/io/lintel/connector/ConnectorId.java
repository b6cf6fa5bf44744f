package io.lintel.connector;

/// The id of a connector in the configuration. It is part of the `sub` of every token, so it is compared
/// exactly and must never be renamed.
public record ConnectorId(String value) {

    public ConnectorId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a connector id must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
