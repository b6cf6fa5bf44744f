package io.lintel.authorization;

import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Entropy;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;

/// Takes requests that clients push (RFC 9126, section 2). A request is checked as it would be if the browser brought
/// it, so that the client learns at once what is wrong with it.
public final class PushEndpoint {

    private static final Set<String> CREDENTIALS = Set.of("client_secret", "client_assertion", "client_assertion_type");

    /// All names and values together. What is longer could not travel with the browser afterwards.
    private static final int LONGEST = 5_000;

    private final RequestSource source;
    private final RedirectTargets targets;
    private final AuthorizationRequestReader reader;
    private final PushedRequests pushed;
    private final PushPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public PushEndpoint(
            RequestSource source,
            RedirectTargets targets,
            AuthorizationRequestReader reader,
            PushedRequests pushed,
            PushPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.source = source;
        this.targets = targets;
        this.reader = reader;
        this.pushed = pushed;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// What the client is told.
    public record Pushed(RequestUri uri, Duration expiresIn) {}

    /// @throws OAuth2Exception what the client is to be told
    public Pushed push(AuthenticatedClient client, Parameters given) {
        var parameters = source.ofPush(client.client(), withoutCredentials(client, given));
        requireShort(parameters);
        reader.read(target(parameters), parameters);
        var now = clock.instant();
        var uri = new RequestUri(entropy.secret());
        var request = new PushedRequest(client.client().id(), parameters.asMap(), now.plus(policy.lifetime()));
        if (!pushed.add(uri, request, policy.mostPerClient(), now)) {
            throw OAuth2Exception.of(
                    ErrorCode.TEMPORARILY_UNAVAILABLE,
                    "Too many pushed requests wait for a browser.",
                    policy.mostPerClient() + " pushed requests of client \""
                            + client.client().id() + "\" wait");
        }
        return new Pushed(uri, policy.lifetime());
    }

    private static Parameters withoutCredentials(AuthenticatedClient client, Parameters given) {
        var parameters = new LinkedHashMap<>(given.asMap());
        parameters.keySet().removeAll(CREDENTIALS);
        parameters.put("client_id", client.client().id().value());
        return Parameters.of(parameters);
    }

    private RedirectTarget target(Parameters parameters) {
        try {
            return targets.resolve(parameters);
        } catch (UnknownTargetException nowhere) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The redirect_uri is missing or not registered.",
                    String.valueOf(nowhere.getMessage()));
        }
    }

    private static void requireShort(Parameters parameters) {
        var length = parameters.asMap().entrySet().stream()
                .mapToInt(parameter ->
                        parameter.getKey().length() + parameter.getValue().length())
                .sum();
        if (length > LONGEST) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST, "The request is longer than " + LONGEST + " characters.");
        }
    }
}
