package io.lintel.server.logout;

import io.lintel.client.Provenance;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.UpstreamHttp;
import io.lintel.logout.LogoutReceivers;
import io.lintel.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Posts logout tokens. No redirect is followed: it would carry the token to an address nobody has registered.
public final class HttpLogoutReceivers implements LogoutReceivers {

    /// From the look-up of the name to the last byte of the reply.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_BYTES = 64 * 1024;

    /// Too slow, too early, too many: the client asks for another attempt (RFC 9110, section 15.5; RFC 6585;
    /// RFC 8470).
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    private final HttpClient client;

    /// @param client must not follow redirects
    public HttpLogoutReceivers(HttpClient client) {
        this.client = client;
    }

    @Override
    public Answer send(URI address, Provenance namedBy, Secret logoutToken) {
        if (!namedBy.isTrusted() && !isHttps(address)) {
            return new Answer.Unreachable("the address is not https");
        }
        var call = Call.post(address, Map.of("logout_token", logoutToken.reveal()))
                .with("Cache-Control", "no-cache, no-store")
                .withoutRedirects();
        var http = new UpstreamHttp(client, destinations(address, namedBy), new HttpLimits(PATIENCE, MOST_BYTES));
        try {
            return answer(http.send(call, Deadline.in(PATIENCE)).status());
        } catch (ConnectorException failed) {
            return new Answer.Unreachable(String.valueOf(failed.getMessage()));
        }
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /// What the operator wrote down may be anywhere; what a client did, in the public Internet alone.
    private static Destinations destinations(URI address, Provenance namedBy) {
        var host = address.getHost();
        return namedBy.isTrusted() && host != null ? Destinations.of(Set.of(host)) : Destinations.inPublic(Set.of());
    }

    private static Answer answer(int status) {
        if (status >= 200 && status < 300) {
            return new Answer.Accepted();
        }
        return status >= 400 && status < 500 && !NOT_NOW.contains(status)
                ? new Answer.Refused(status)
                : new Answer.Unreachable("the client answered " + status);
    }
}
