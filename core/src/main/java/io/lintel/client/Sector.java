package io.lintel.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds out to which sector a client belongs (OpenID Connect Core, section 8.1).
public final class Sector {

    /// On the end-user's own machine are the applications of everybody: it is nobody's sector.
    private static final Set<String> NOBODYS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Sector() {}

    /// The one host of all redirect URIs. Empty if there are several, or one of them has none.
    public static Optional<String> of(List<String> redirectUris) {
        var hosts = redirectUris.stream().map(Sector::host).distinct().toList();
        return hosts.size() == 1 ? hosts.getFirst() : Optional.empty();
    }

    /// Reads a host, or a URI with one.
    ///
    /// @throws IllegalArgumentException if it is neither; the message continues the name of what was read
    public static String parse(String text) {
        return host(text.contains("/") ? text : "https://" + text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is neither a host, such as example.org, nor a URI with one; localhost is nobody's"));
    }

    private static Optional<String> host(String uri) {
        try {
            return Optional.ofNullable(URI.create(uri).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .filter(host -> !NOBODYS.contains(host));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
