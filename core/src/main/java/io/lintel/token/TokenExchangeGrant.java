package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.RequestedResources;
import io.lintel.authorization.RequestedScopes;
import io.lintel.client.AuthenticatedClient;
import io.lintel.client.Client;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginResult;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.stream.Stream;

/// Gives one token for a token of an upstream provider (RFC 8693).
///
/// Everything about the request is decided before the upstream is asked. What is given is never more than the client
/// could get with a browser, names no time of a login, cannot be refreshed and does not outlive the token shown.
public final class TokenExchangeGrant implements Grant {

    private final SubjectTokens tokens;
    private final Connectors all;
    private final ConnectorRules connectors;
    private final RequestedScopes scopes;
    private final BrowserSteps browser;
    private final Entropy entropy;

    public TokenExchangeGrant(
            SubjectTokens tokens,
            Connectors all,
            ConnectorRules connectors,
            RequestedScopes scopes,
            BrowserSteps browser,
            Entropy entropy) {
        this.tokens = tokens;
        this.all = all;
        this.connectors = connectors;
        this.scopes = scopes;
        this.browser = browser;
        this.entropy = entropy;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public Authorization authorize(AuthenticatedClient authenticated, Parameters parameters) {
        var client = authenticated.client();
        var shown = Secret.of(parameters.require("subject_token"));
        var shownType = tokenType(parameters.require("subject_token_type"), "subject_token_type");
        var wanted = wantedType(parameters);
        requireNoActor(parameters);
        var access = access(client, wanted, parameters);
        var connector = connector(client, parameters);
        return switch (tokens.identify(client, connector, shownType, shown)) {
            case LoginResult.Refused(var reason, var detail, var _) ->
                throw OAuth2Exception.quietly(
                        ErrorCode.INVALID_REQUEST, "the subject token is not accepted: " + reason + ": " + detail);
            case LoginResult.Authenticated(var identity, var until) -> {
                connectors.requireNoBrowser(browser.find(client, connector, identity));
                yield new Authorization.Exchanged(
                        GrantId.random(entropy), client, access, connector, identity, wanted, until);
            }
        };
    }

    private static TokenType wantedType(Parameters parameters) {
        var wanted = parameters
                .find("requested_token_type")
                .map(value -> tokenType(value, "requested_token_type"))
                .orElse(TokenType.ACCESS_TOKEN);
        if (wanted == TokenType.JWT) {
            throw unsupported("requested_token_type");
        }
        return wanted;
    }

    private static TokenType tokenType(String value, String parameter) {
        return TokenType.find(value).orElseThrow(() -> unsupported(parameter));
    }

    private static OAuth2Exception unsupported(String parameter) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The " + parameter + " is not supported.");
    }

    private static void requireNoActor(Parameters parameters) {
        if (parameters.has("actor_token") || parameters.has("actor_token_type")) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "An actor_token is not supported.");
        }
    }

    /// What is not for all that it was asked for is `invalid_target` (section 2.2.2): resources take the place of an
    /// audience, and an ID token is for clients alone.
    private Access access(Client client, TokenType wanted, Parameters parameters) {
        var asked = scopes.ofExchange(client, parameters.find("scope").orElse(""));
        var resources = RequestedResources.of(client, parameters);
        var audience = parameters.find("audience").map(ClientId::new).filter(peer -> !peer.equals(client.id()));
        if (!resources.isEmpty() && (audience.isPresent() || wanted == TokenType.ID_TOKEN)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_TARGET, "A token for a resource is an access token and for no audience beside.");
        }
        var all = new ArrayList<>(asked.values());
        audience.ifPresent(peer -> all.add(scopes.ofAudience(client, peer)));
        return new Access(new Scopes(all), null, RequestedClaims.none(), resources);
    }

    /// The connector that is named (as in dex), or the only one whose tokens the client can exchange.
    private ConnectorId connector(Client client, Parameters parameters) {
        var named = parameters.find("connector_id").map(ConnectorId::new);
        if (named.isPresent()) {
            var entry = connectors.requireOpen(client, named.get(), type());
            if (!entry.capabilities().contains(Capability.TOKEN_EXCHANGE)) {
                throw OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST, "Tokens of the requested connector cannot be exchanged.");
            }
            return named.get();
        }
        var candidates = candidates(client).toList();
        if (candidates.size() != 1) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The parameter connector_id is missing.",
                    candidates.size() + " connectors take tokens of client \"" + client.id() + "\"");
        }
        return candidates.getFirst();
    }

    private Stream<ConnectorId> candidates(Client client) {
        return all.all().stream()
                .filter(entry -> client.allows(entry.id())
                        && entry.allows(type())
                        && entry.capabilities().contains(Capability.TOKEN_EXCHANGE))
                .map(entry -> entry.id());
    }
}
