package io.lintel.connector.support;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Scheme, host and port: whom one talks to.
///
/// @param scheme lower case
/// @param host lower case
/// @param port never the default one's absence
public record Origin(String scheme, String host, int port) {

    /// @throws IllegalArgumentException unless the address is absolute, http or https, and has a host and no user
    public static Origin of(URI uri) {
        var scheme = lowerCase(uri.getScheme());
        var host = lowerCase(uri.getHost());
        if (host.isEmpty() || uri.getRawUserInfo() != null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("not an absolute http or https address");
        }
        var standard = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, host, uri.getPort() < 0 ? standard : uri.getPort());
    }

    /// Whether an address is one of this origin.
    public boolean holds(URI uri) {
        try {
            return of(uri).equals(this);
        } catch (IllegalArgumentException elsewhere) {
            return false;
        }
    }

    /// An address for a message: what was asked may be in the query.
    static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath();
    }

    private static String lowerCase(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
