package io.lintel.server.outbound;

import io.lintel.client.Provenance;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Destinations;
import io.lintel.connector.support.HttpLimits;
import io.lintel.connector.support.Reply;
import io.lintel.connector.support.UpstreamHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/// Fetches documents.
public final class Fetching {

    private static final Duration WHOLE_CALL = Duration.ofSeconds(10);
    private static final Duration MOST_FRESH = Duration.ofDays(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=(\\d{1,9})(?:$|[\\s,])");

    private final HttpClient client;
    private final Set<String> vouchedHosts;

    /// @param vouchedHosts that may be anywhere although a client named them
    public Fetching(HttpClient client, Set<String> vouchedHosts) {
        this.client = client;
        this.vouchedHosts = Set.copyOf(vouchedHosts);
    }

    /// The document at that very address.
    ///
    /// @throws FetchFailedException if there is none, it is too large, or the address is out of bounds
    public Fetched fetch(URI uri, Provenance namedBy, Wanted wanted) {
        if (!namedBy.isTrusted() && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw FetchFailedException.because("the address is not https");
        }
        var host = hostOf(uri);
        var destinations = namedBy.isTrusted() ? Destinations.of(Set.of(host)) : Destinations.inPublic(vouchedHosts);
        try {
            var http = new UpstreamHttp(client, destinations, new HttpLimits(WHOLE_CALL, wanted.mostBytes()));
            var call = Call.get(uri).with("Accept", wanted.mediaTypes()).withoutRedirects();
            return read(http.send(call, Deadline.in(WHOLE_CALL)));
        } catch (ConnectorException failed) {
            throw FetchFailedException.because(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Fetched read(Reply reply) {
        if (reply.status() != 200) {
            throw FetchFailedException.because("the answer has the status " + reply.status());
        }
        return new Fetched(reply.mediaType(), reply.body(), freshFor(reply));
    }

    private static Duration freshFor(Reply reply) {
        var control = String.join(",", reply.headers("Cache-Control"));
        var matcher = MAX_AGE.matcher(control);
        if (control.contains("no-store") || control.contains("no-cache") || !matcher.find()) {
            return Duration.ZERO;
        }
        var told = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return told.compareTo(MOST_FRESH) < 0 ? told : MOST_FRESH;
    }

    private static String hostOf(URI uri) {
        if (uri.getHost() == null) {
            throw FetchFailedException.because("the address has no host");
        }
        return uri.getHost();
    }
}
