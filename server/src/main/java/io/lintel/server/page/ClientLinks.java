package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// Where end-users may read about the client they came from (OpenID Connect Dynamic Client Registration, section 2):
/// absolute http or https URLs.
public record ClientLinks(@Nullable String policy, @Nullable String terms) {

    /// There is nothing to read.
    public static final ClientLinks NONE = new ClientLinks(null, null);

    /// @throws IllegalArgumentException if one of them leads to anything but the web
    void require() {
        if (policy != null) {
            Link.requireWeb(policy);
        }
        if (terms != null) {
            Link.requireWeb(terms);
        }
    }
}
