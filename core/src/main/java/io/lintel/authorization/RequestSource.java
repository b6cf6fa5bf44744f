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
/// client has signed (RFC 9101), or in a request that was pushed before (RFC 9126).
public final class RequestSource {

    private final Clients clients;
    private final RequestObjects objects;
    private final PushedRequests pushed;
    private final PushPolicy policy;
    private final Clock clock;

    public RequestSource(
            Clients clients, RequestObjects objects, PushedRequests pushed, PushPolicy policy, Clock clock) {
        this.clients = clients;
        this.objects = objects;
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
            return taken(client.get(), uri.get());
        }
        if (policy.required() || client.get().requests().mustBePushed()) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The request must be pushed.");
        }
        return signed(client.get(), given);
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

    private Parameters taken(Client client, String uri) {
        var issued = RequestUri.parse(uri)
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.REQUEST_URI_NOT_SUPPORTED, "Only request URIs of pushed requests are supported."));
        return pushed.take(issued, client.id())
                .filter(request -> clock.instant().isBefore(request.expiresAt()))
                .map(request -> Parameters.of(new LinkedHashMap<>(request.parameters())))
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST_URI,
                        "The request_uri is unknown, was used before, or has expired.",
                        "no pushed request of client \"" + client.id() + "\" waits under that request_uri"));
    }
}
