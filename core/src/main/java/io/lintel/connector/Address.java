package io.lintel.connector;

import org.jspecify.annotations.Nullable;

/// A postal address (OpenID Connect Core, section 5.1.1).
///
/// @param formatted for a label; lines end in `\n`
public record Address(
        @Nullable String formatted,
        @Nullable String streetAddress,
        @Nullable String locality,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {}
