package io.lintel.device;

import io.lintel.authorization.Access;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.RequestedChallenge;
import io.lintel.authorization.RequestedResources;
import io.lintel.authorization.RequestedScopes;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Entropy;
import java.time.Clock;

/// Answers device authorization requests (RFC 8628, section 3.1). Everything is checked before anything is stored.
public final class DeviceAuthorizationEndpoint {

    /// User codes are drawn until one is free. Of so many, one is.
    private static final int ATTEMPTS = 10;

    private final DeviceRequests requests;
    private final RequestedScopes scopes;
    private final Connectors connectors;
    private final DevicePolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public DeviceAuthorizationEndpoint(
            DeviceRequests requests,
            RequestedScopes scopes,
            Connectors connectors,
            DevicePolicy policy,
            Entropy entropy,
            Clock clock) {
        this.requests = requests;
        this.scopes = scopes;
        this.connectors = connectors;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// @throws OAuth2Exception what the client is to be told
    public DeviceAuthorizationResponse answer(AuthenticatedClient authenticated, Parameters parameters) {
        var client = authenticated.client();
        var asked = scopes.ofEndUser(client, parameters.find("scope").orElse(Scope.OPENID.value()));
        var resources = RequestedResources.of(client, parameters);
        var challenge = RequestedChallenge.find(parameters, policy.codeChallengeMethods())
                .orElse(null);
        requireAWayToLogIn(client);
        var now = clock.instant();
        var deviceCode = new DeviceCode(entropy.secret());
        var request = new DeviceRequest(
                new DeviceRequestId(entropy.identifier()),
                client.id(),
                new Access(asked, null, RequestedClaims.none(), resources),
                challenge,
                now.plus(policy.lifetime()));
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var userCode = UserCode.random(entropy);
            switch (requests.start(request, deviceCode, userCode, policy.interval(), policy.capacity(), now)) {
                case STARTED -> {
                    return new DeviceAuthorizationResponse(deviceCode, userCode, policy.lifetime(), policy.interval());
                }
                case FULL -> throw full(client);
                case CODE_IN_USE -> {}
            }
        }
        throw OAuth2Exception.quietly(ErrorCode.TEMPORARILY_UNAVAILABLE, "no user code is free");
    }

    private void requireAWayToLogIn(Client client) {
        if (connectors.all().stream()
                .noneMatch(entry -> entry.allows(GrantType.DEVICE_CODE) && client.allows(entry.id()))) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "There is no way to log in for this client.",
                    "no connector is open to the devices of client \"" + client.id() + "\"");
        }
    }

    private static OAuth2Exception full(Client client) {
        return OAuth2Exception.of(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "Too many devices wait for an answer.",
                "client \"" + client.id() + "\", or all clients together, have too many devices that wait");
    }
}
