package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// A token type identifier (RFC 8693, section 3).
public enum TokenType {
    ACCESS_TOKEN("access_token"),
    ID_TOKEN("id_token"),
    JWT("jwt");

    private static final String PREFIX = "urn:ietf:params:oauth:token-type:";

    private final String name;

    TokenType(String name) {
        this.name = name;
    }

    public static Optional<TokenType> find(String value) {
        return Arrays.stream(values())
                .filter(type -> type.value().equals(value))
                .findFirst();
    }

    public String value() {
        return PREFIX + name;
    }
}
