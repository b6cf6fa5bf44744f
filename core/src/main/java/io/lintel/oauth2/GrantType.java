package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// A `grant_type` (RFC 6749 and its extensions).
public enum GrantType {
    AUTHORIZATION_CODE("authorization_code"),
    REFRESH_TOKEN("refresh_token"),
    IMPLICIT("implicit"),
    PASSWORD("password"),
    CLIENT_CREDENTIALS("client_credentials"),
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code"),
    TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange");

    private final String value;

    GrantType(String value) {
        this.value = value;
    }

    public static Optional<GrantType> find(String value) {
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }

    public String value() {
        return value;
    }
}
