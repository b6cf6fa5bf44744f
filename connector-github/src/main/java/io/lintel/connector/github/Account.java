package io.lintel.connector.github;

import io.lintel.connector.Profile;
import org.jspecify.annotations.Nullable;

/// Whom a token belongs to.
///
/// @param name absent if the person wrote none
/// @param publicEmail the address on the person's public page, absent if there is none
record Account(
        long id,
        String login,
        @Nullable String name,
        @Nullable String publicEmail,
        Profile profile,
        boolean suspended) {}
