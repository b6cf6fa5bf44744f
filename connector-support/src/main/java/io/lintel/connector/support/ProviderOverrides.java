package io.lintel.connector.support;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Addresses that an operator wrote down in place of those in a provider's discovery document.
public record ProviderOverrides(
        @Nullable URI authUrl,
        @Nullable URI tokenUrl,
        @Nullable URI jwksUrl,
        @Nullable URI userInfoUrl,
        @Nullable URI endSessionUrl) {

    public static ProviderOverrides none() {
        return new ProviderOverrides(null, null, null, null, null);
    }

    /// Those there are.
    public Stream<URI> all() {
        return Stream.of(authUrl, tokenUrl, jwksUrl, userInfoUrl, endSessionUrl).filter(uri -> uri != null);
    }
}
