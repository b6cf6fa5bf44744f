package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.OAuth2Endpoints;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which GitHub: github.com, or a GitHub Enterprise Server.
///
/// @param web where people go
/// @param api what the REST API's addresses begin with
/// @param enterprise whether it is a server of the operator's own
record GitHubHost(URI web, URI api, boolean enterprise) {

    private static final GitHubHost GITHUB_COM =
            new GitHubHost(URI.create("https://github.com"), URI.create("https://api.github.com"), false);

    /// @throws ConnectorException misconfigured if there is more than a host and a port
    static GitHubHost of(@Nullable String hostName) {
        if (hostName == null) {
            return GITHUB_COM;
        }
        try {
            var web = new URI("https://" + hostName);
            if (web.getHost() != null && hostName.equals(web.getRawAuthority()) && web.getRawUserInfo() == null) {
                return new GitHubHost(web, URI.create(web + "/api/v3"), true);
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw ConnectorException.misconfigured(
                "hostName is not the name of a host, with or without a port: write github.example.org");
    }

    /// GitHub says what it calls itself in its metadata for MCP clients; its callbacks need not say it.
    OAuth2Endpoints endpoints() {
        return new OAuth2Endpoints(
                URI.create(web + "/login/oauth/authorize"),
                URI.create(web + "/login/oauth/access_token"),
                web + "/login/oauth",
                false);
    }

    /// The hosts an operator wrote down.
    List<String> configured() {
        return enterprise ? List.of(web.getHost()) : List.of();
    }

    URI api(String path) {
        return URI.create(api + path);
    }

    /// Whether an address is one of the REST API.
    boolean isOfTheApi(URI uri) {
        return uri.normalize().toString().startsWith(api + "/");
    }
}
