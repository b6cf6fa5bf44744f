package io.lintel.connector.ldap;

import org.jspecify.annotations.Nullable;

/// A key that is written but left empty means what a missing key means.
final class Blank {
    private Blank() {}

    static @Nullable String toNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
