package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// How an authorization response travels to the client (OAuth 2.0 Multiple Response Type Encoding Practices,
/// OAuth 2.0 Form Post Response Mode).
public enum ResponseMode {
    QUERY("query"),
    FRAGMENT("fragment"),
    FORM_POST("form_post");

    private final String value;

    ResponseMode(String value) {
        this.value = value;
    }

    public static Optional<ResponseMode> find(String value) {
        return Arrays.stream(values()).filter(mode -> mode.value.equals(value)).findFirst();
    }

    public String value() {
        return value;
    }
}
