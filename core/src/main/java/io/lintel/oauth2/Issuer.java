package io.lintel.oauth2;

import java.net.URI;

/// The issuer identifier (OpenID Connect Core, section 1.2). It is put into tokens verbatim; the endpoints lie
/// below its path.
public record Issuer(String value) {

    /// @throws IllegalArgumentException unless it is an absolute `http` or `https` URI without query and
    ///     fragment
    public Issuer {
        var uri = URI.create(value);
        var isHttp = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an issuer is an absolute http or https URI without query and fragment");
        }
    }

    /// The path below which everything lies: empty, or starting with a slash and not ending with one.
    public String path() {
        var path = URI.create(value).getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The address of an endpoint.
    ///
    /// @param path starts with a slash
    public String endpoint(String path) {
        return (value.endsWith("/") ? value.substring(0, value.length() - 1) : value) + path;
    }

    public boolean isHttps() {
        return value.regionMatches(true, 0, "https:", 0, 6);
    }

    @Override
    public String toString() {
        return value;
    }
}
