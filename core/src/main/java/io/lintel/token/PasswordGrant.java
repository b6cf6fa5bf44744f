package io.lintel.token;

import io.lintel.authorization.Access;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.RequestedResources;
import io.lintel.authorization.RequestedScopes;
import io.lintel.client.AuthenticatedClient;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Gives tokens for the password of an end-user, which the client has asked for itself (RFC 6749, section 4.3). All
/// end-users of this grant come by one connector.
public final class PasswordGrant implements Grant {

    private final ConnectorId connector;
    private final EndUserPasswords passwords;
    private final ConnectorRules connectors;
    private final RequestedScopes scopes;
    private final BrowserSteps browser;
    private final Entropy entropy;
    private final Clock clock;

    public PasswordGrant(
            ConnectorId connector,
            EndUserPasswords passwords,
            ConnectorRules connectors,
            RequestedScopes scopes,
            BrowserSteps browser,
            Entropy entropy,
            Clock clock) {
        this.connector = connector;
        this.passwords = passwords;
        this.connectors = connectors;
        this.scopes = scopes;
        this.browser = browser;
        this.entropy = entropy;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.PASSWORD;
    }

    @Override
    public Authorization authorize(AuthenticatedClient authenticated, Parameters parameters) {
        var client = authenticated.client();
        var username = parameters.require("username");
        var password = Secret.of(parameters.require("password"));
        var asked = scopes.ofEndUser(client, parameters.find("scope").orElse(""));
        var access = new Access(
                asked, Nonces.find(parameters), RequestedClaims.none(), RequestedResources.of(client, parameters));
        connectors.requireOpen(client, connector, type());
        return switch (passwords.check(client, connector, username, password, wanted(asked))) {
            case LoginResult.Refused(var reason, var detail, var _) ->
                throw OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, reason + ": " + detail);
            case LoginResult.Authenticated(var identity, var _) -> {
                connectors.requireNoBrowser(browser.find(client, connector, identity));
                var methods = List.of(AuthenticationMethod.PASSWORD);
                yield new Authorization.ForEndUser(
                        type(),
                        GrantId.random(entropy),
                        client,
                        access,
                        new Authentication(connector, identity, clock.instant(), methods, null),
                        null);
            }
        };
    }

    private static Set<Wanted> wanted(Scopes scopes) {
        var wanted = EnumSet.noneOf(Wanted.class);
        if (scopes.contains(Scope.GROUPS)) {
            wanted.add(Wanted.GROUPS);
        }
        if (scopes.contains(Scope.OFFLINE_ACCESS)) {
            wanted.add(Wanted.OFFLINE_ACCESS);
        }
        return wanted;
    }
}
