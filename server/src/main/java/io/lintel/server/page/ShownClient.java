package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// What pages show of the client that the end-user came from (OpenID Connect Dynamic Client Registration, section 2).
///
/// @param policy where it says what it does with what it learns: an absolute http or https URL
/// @param terms those of its service: an absolute http or https URL
public record ShownClient(
        String name,
        @Nullable Logo logo,
        @Nullable String policy,
        @Nullable String terms) {

    /// The client's picture.
    ///
    /// @param url a file of ours such as `theme/NAME`, or an address; loaded there only if that is our own site or
    ///     where the product's own logo comes from
    /// @param relay where our own site has it otherwise: a path
    public record Logo(@Nullable String url, String relay) {}

    /// A client of which there is nothing else to show.
    public static ShownClient named(String name) {
        return new ShownClient(name, null, null, null);
    }
}
