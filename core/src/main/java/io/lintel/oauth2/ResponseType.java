package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// One word of a `response_type` (OAuth 2.0 Multiple Response Type Encoding Practices).
public enum ResponseType {
    CODE("code"),
    TOKEN("token"),
    ID_TOKEN("id_token");

    private final String value;

    ResponseType(String value) {
        this.value = value;
    }

    public static Optional<ResponseType> find(String value) {
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }

    public String value() {
        return value;
    }
}
