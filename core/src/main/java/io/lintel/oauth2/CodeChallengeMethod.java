package io.lintel.oauth2;

import java.util.Arrays;
import java.util.Optional;

/// How a `code_challenge` is made from a `code_verifier` (RFC 7636, section 4.2).
public enum CodeChallengeMethod {
    S256("S256"),
    PLAIN("plain");

    private final String value;

    CodeChallengeMethod(String value) {
        this.value = value;
    }

    public static Optional<CodeChallengeMethod> find(String value) {
        return Arrays.stream(values())
                .filter(method -> method.value.equals(value))
                .findFirst();
    }

    public String value() {
        return value;
    }
}
