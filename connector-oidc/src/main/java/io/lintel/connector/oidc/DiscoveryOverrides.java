package io.lintel.connector.oidc;

import io.lintel.connector.support.ProviderOverrides;
import io.micronaut.core.annotation.Introspected;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Addresses in place of those in the provider's discovery document.
///
/// @param deviceAuthUrl dex reads and ignores it, and so do we
@Introspected
public record DiscoveryOverrides(
        @Nullable URI tokenUrl,
        @Nullable URI authUrl,
        @Nullable URI jwksUrl,
        @Nullable URI userInfoUrl,
        @Nullable URI deviceAuthUrl,
        @Nullable URI endSessionUrl) {

    ProviderOverrides toOverrides() {
        return new ProviderOverrides(authUrl, tokenUrl, jwksUrl, userInfoUrl, endSessionUrl);
    }
}
