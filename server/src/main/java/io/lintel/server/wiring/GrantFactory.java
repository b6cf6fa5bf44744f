package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.RequestedScopes;
import io.lintel.client.Clients;
import io.lintel.factor.FactorRules;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.settings.Settings;
import io.lintel.session.BrowserSessions;
import io.lintel.token.Audiences;
import io.lintel.token.AuthorizationCodeGrant;
import io.lintel.token.ClientCredentialsGrant;
import io.lintel.token.ConnectorRules;
import io.lintel.token.Grant;
import io.lintel.token.GrantRevocation;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshTokenGrant;
import io.lintel.token.RefreshTokenRotation;
import io.lintel.token.RevokedGrants;
import io.lintel.token.SessionBinding;
import io.lintel.token.TokenEndpoint;
import io.lintel.token.TokenIssuer;
import io.lintel.token.TokenPolicy;
import io.lintel.token.UpstreamIdentities;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.stream.Stream;

/// Constructs the token endpoint, what every grant asks, and the grants that neither [DirectGrantFactory] nor
/// [DeviceFactory] constructs.
@Factory
final class GrantFactory {

    @Singleton
    Grant authorizationCodeGrant(
            AuthorizationCodes codes, GrantRevocation revocation, BrowserSessions sessions, Clock clock) {
        return new AuthorizationCodeGrant(codes, revocation, sessions, clock);
    }

    @Singleton
    Grant refreshTokenGrant(
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            GrantRevocation revocation,
            ConnectorRules connectors,
            Audiences audiences,
            UpstreamIdentities upstream,
            SessionBinding sessions,
            TokenPolicy policy,
            Clock clock) {
        return new RefreshTokenGrant(
                families, rotation, revocation, connectors, audiences, upstream, sessions, policy, clock);
    }

    @Singleton
    Grant clientCredentialsGrant(RequestedScopes scopes, Entropy entropy) {
        return new ClientCredentialsGrant(scopes, entropy);
    }

    @Singleton
    ConnectorRules connectorRules(Connectors connectors, FactorRules factors) {
        return new ConnectorRules(connectors, factors);
    }

    @Singleton
    Audiences audiences(Clients clients) {
        return new Audiences(clients);
    }

    @Singleton
    GrantRevocation grantRevocation(RevokedGrants revoked, TokenPolicy policy, Clock clock) {
        return new GrantRevocation(revoked, policy, clock);
    }

    @Singleton
    RefreshTokenRotation refreshTokenRotation(Sealer sealer, Entropy entropy, TokenPolicy policy, Clock clock) {
        return new RefreshTokenRotation(sealer, entropy, policy, clock);
    }

    /// What the operator has not switched off.
    @Singleton
    TokenEndpoint tokenEndpoint(
            Collection<Grant> grants,
            DirectGrantFactory.Passwords passwords,
            ConnectorRules connectors,
            TokenIssuer issuer,
            Settings settings) {
        var enabled = Stream.concat(grants.stream(), passwords.grant().stream())
                .filter(grant -> settings.oauth2().grantTypes().contains(grant.type()))
                .toList();
        return new TokenEndpoint(enabled, connectors, issuer);
    }
}
