package io.lintel.registration;

import java.util.Arrays;
import java.util.Optional;

/// Where a client runs (OpenID Connect Dynamic Client Registration, section 2).
public enum ApplicationType {
    WEB("web"),
    /// On the end-user's own device.
    NATIVE("native");

    private final String word;

    ApplicationType(String word) {
        this.word = word;
    }

    static Optional<ApplicationType> find(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }
}
