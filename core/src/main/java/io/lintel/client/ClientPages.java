package io.lintel.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What end-users may read about a client before they log in for it (OpenID Connect Dynamic Client Registration,
/// section 2).
///
/// @param policy how it treats what it learns of them
/// @param terms the terms of its service
public record ClientPages(@Nullable URI policy, @Nullable URI terms) {

    private static final ClientPages NONE = new ClientPages(null, null);

    public static ClientPages none() {
        return NONE;
    }
}
