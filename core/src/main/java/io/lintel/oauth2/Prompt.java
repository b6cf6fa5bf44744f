package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// One word of `prompt` (OpenID Connect Core, section 3.1.2.1).
public enum Prompt {
    NONE("none"),
    LOGIN("login"),
    CONSENT("consent"),
    SELECT_ACCOUNT("select_account");

    private final String value;

    Prompt(String value) {
        this.value = value;
    }

    public static Optional<Prompt> find(String value) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.value.equals(value))
                .findFirst();
    }

    public String value() {
        return value;
    }
}
