package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// A client whose addresses may stand in a page.
///
/// @param logo where browsers load its picture
record ClientFace(
        String name,
        @Nullable String logo,
        @Nullable String policy,
        @Nullable String terms) {}
