package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import java.time.Clock;
import java.util.LinkedHashMap;

/// Finds what a client asks for, wherever it stands: in the parameters that the browser brings, in an object that the
/// client has signed (RFC 9101) or publishes, or in a request that was pushed before (RFC 9126).
public final class RequestSource {

    private final Clients clients;
    private final RequestObjects objects;
    private final PublishedRequestObjects published;
    private final PushedRequests pushed;
    private final PushPolicy policy;
    private final Clock clock;

    public RequestSource(
            Clients clients,
            RequestObjects objects,
            PublishedRequestObjects published,
            PushedRequests pushed,
            PushPolicy policy,
            Clock clock) {
        this.clients = clients;
        this.objects = objects;
        this.published = published;
        this.pushed = pushed;
        this.policy = policy;
        this.clock = clock;
    }

    /// The parameters of a request that a browser brings. A request that was pushed is taken out; what stands beside
    /// it counts for nothing (RFC 9101, section 6.3).
    ///
    /// @return the very same if they stand for themselves
    /// @throws OAuth2Exception if they are not to be found, or had to be pushed
    public Parameters ofBrowser(Parameters given) {
        var uri = given.find("request_uri");
        var client = given.find("client_id").map(ClientId::new).flatMap(clients::find);
        if (client.isEmpty()) {
            return given;
        }
        if (uri.isPresent()) {
            requireNoObject(given);
            var issued = RequestUri.parse(uri.get());
            return issued.isPresent() ? taken(client.get(), issued.get()) : published(client.get(), uri.get(), given);
        }
        requireNeedNotBePushed(client.get());
        return signed(client.get(), given);
    }

    private void requireNeedNotBePushed(Client client) {
        if (policy.required() || client.requests().mustBePushed()) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The request must be pushed.");
        }
    }

    /// Nothing is fetched that the client has not registered, byte for byte.
    private Parameters published(Client client, String uri, Parameters given) {
        var registered = client.requests().uris().stream()
                .filter(each -> each.toString().equals(uri))
                .findFirst()
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.REQUEST_URI_NOT_SUPPORTED,
                        "Only request URIs of pushed requests, and those the client has registered, are supported."));
        requireNeedNotBePushed(client);
        try {
            return objects.readPublished(client, published.read(client, registered), given);
        } catch (IllegalArgumentException unreadable) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST_URI,
                    "The request cannot be read at its request_uri.",
                    "request_uri: " + unreadable.getMessage());
        }
    }

    /// The parameters of a request that is being pushed.
    ///
    /// @throws OAuth2Exception if they are not to be found, or cannot be pushed
    Parameters ofPush(Client client, Parameters given) {
        if (given.has("request_uri")) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "A request_uri cannot be pushed.");
        }
        return signed(client, given);
    }

    private Parameters signed(Client client, Parameters given) {
        var object = given.find("request");
        if (object.isPresent()) {
            return objects.read(client, object.get(), given);
        }
        if (client.requests().mustBeSigned()) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The request must be signed.");
        }
        return given;
    }

    /// RFC 9101, section 5.
    private static void requireNoObject(Parameters given) {
        if (given.has("request")) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "There is a request beside a request_uri.");
        }
    }

    private Parameters taken(Client client, RequestUri issued) {
        return pushed.take(issued, client.id())
                .filter(request -> clock.instant().isBefore(request.expiresAt()))
                .map(request -> Parameters.of(new LinkedHashMap<>(request.parameters())))
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST_URI,
                        "The request_uri is unknown, was used before, or has expired.",
                        "no pushed request of client \"" + client.id() + "\" waits under that request_uri"));
    }
}
