package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationCodeIssuer;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.AuthorizationFlow;
import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.authorization.AuthorizationRequestReader;
import io.lintel.authorization.AuthorizationResponses;
import io.lintel.authorization.Connectors;
import io.lintel.authorization.ConsentMemory;
import io.lintel.authorization.DeviceDecisions;
import io.lintel.authorization.FactorSteps;
import io.lintel.authorization.FrontChannelTokens;
import io.lintel.authorization.IdTokenHints;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PublishedRequestObjects;
import io.lintel.authorization.PushEndpoint;
import io.lintel.authorization.PushPolicy;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.RedirectTargets;
import io.lintel.authorization.RequestObjects;
import io.lintel.authorization.RequestSource;
import io.lintel.authorization.RequestedScopes;
import io.lintel.authorization.SingleSignOn;
import io.lintel.authorization.UsedValues;
import io.lintel.client.ClientAssertions;
import io.lintel.client.ClientAuthenticator;
import io.lintel.client.ClientJwts;
import io.lintel.client.Clients;
import io.lintel.client.SubjectSalt;
import io.lintel.client.SubjectSalts;
import io.lintel.client.Subjects;
import io.lintel.device.DeviceAuthorizationEndpoint;
import io.lintel.device.DeviceCodeGrant;
import io.lintel.device.DevicePolicy;
import io.lintel.device.DeviceRequests;
import io.lintel.device.DeviceVerification;
import io.lintel.discovery.ProviderMetadata;
import io.lintel.factor.FactorRules;
import io.lintel.oauth2.Issuer;
import io.lintel.registration.RegistrationWay;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.page.Languages;
import io.lintel.server.settings.Settings;
import io.lintel.session.AuthenticationContext;
import io.lintel.session.BrowserSessions;
import io.lintel.signing.Signer;
import io.lintel.signing.Verifier;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.Throttle;
import io.lintel.throttle.ThrottlePolicy;
import io.lintel.token.AccessTokens;
import io.lintel.token.Audiences;
import io.lintel.token.AuthorizationCodeGrant;
import io.lintel.token.ClientCredentialsGrant;
import io.lintel.token.ConnectorRules;
import io.lintel.token.FrontChannelIssuer;
import io.lintel.token.Grant;
import io.lintel.token.GrantRevocation;
import io.lintel.token.IdTokens;
import io.lintel.token.Introspection;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshTokenGrant;
import io.lintel.token.RefreshTokenRotation;
import io.lintel.token.RevokedGrants;
import io.lintel.token.SealedClaims;
import io.lintel.token.SessionBinding;
import io.lintel.token.TokenClaims;
import io.lintel.token.TokenEndpoint;
import io.lintel.token.TokenIssuer;
import io.lintel.token.TokenPolicy;
import io.lintel.token.TokenRevocation;
import io.lintel.token.UpstreamIdentities;
import io.lintel.token.UserInfo;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Constructs the protocol core.
@Factory
final class CoreFactory {

    @Singleton
    RedirectTargets redirectTargets(Clients clients) {
        return new RedirectTargets(clients);
    }

    @Singleton
    IdTokens idTokens(Verifier verifier, TokenPolicy policy) {
        return new IdTokens(verifier, policy);
    }

    @Singleton
    AuthorizationRequestReader authorizationRequestReader(
            Clients clients, IdTokenHints hints, AuthorizationPolicy policy) {
        return new AuthorizationRequestReader(clients, hints, policy);
    }

    @Singleton
    RequestObjects requestObjects(ClientJwts jwts, Issuer issuer, Clock clock) {
        return new RequestObjects(jwts, issuer, clock);
    }

    @Singleton
    RequestSource requestSource(
            Clients clients,
            RequestObjects objects,
            PublishedRequestObjects published,
            PushedRequests pushed,
            PushPolicy policy,
            Clock clock) {
        return new RequestSource(clients, objects, published, pushed, policy, clock);
    }

    @Singleton
    PushEndpoint pushEndpoint(
            RequestSource source,
            RedirectTargets targets,
            AuthorizationRequestReader reader,
            PushedRequests pushed,
            PushPolicy policy,
            Entropy entropy,
            Clock clock) {
        return new PushEndpoint(source, targets, reader, pushed, policy, entropy, clock);
    }

    @Singleton
    AuthorizationResponses authorizationResponses(Issuer issuer, AuthorizationPolicy policy) {
        return new AuthorizationResponses(issuer, policy.responses().form());
    }

    @Singleton
    AuthorizationCodeIssuer authorizationCodeIssuer(
            AuthorizationCodes codes,
            FrontChannelTokens tokens,
            AuthorizationPolicy policy,
            Entropy entropy,
            Clock clock) {
        return new AuthorizationCodeIssuer(codes, tokens, policy, entropy, clock);
    }

    @Singleton
    FrontChannelTokens frontChannelTokens(ConnectorRules connectors, TokenIssuer issuer) {
        return new FrontChannelIssuer(connectors, issuer);
    }

    @Singleton
    AuthorizationFlow authorizationFlow(
            Connectors connectors,
            RedirectTargets targets,
            ParkedAuthorizations parked,
            AuthorizationCodeIssuer codes,
            DeviceDecisions devices,
            AuthorizationResponses responses,
            SingleSignOn signOn,
            ConsentMemory consents,
            FactorSteps factors,
            Subjects subjects,
            AuthorizationPolicy policy,
            Entropy entropy,
            Clock clock) {
        return new AuthorizationFlow(
                connectors,
                targets,
                parked,
                codes,
                devices,
                responses,
                signOn,
                consents,
                factors,
                subjects,
                policy,
                entropy,
                clock);
    }

    @Singleton
    ClientAuthenticator clientAuthenticator(
            Clients clients, ClientJwts jwts, UsedValues used, Issuer issuer, Clock clock) {
        var audiences = Set.of(issuer.value(), issuer.endpoint("/token"), issuer.endpoint("/par"));
        return new ClientAuthenticator(clients, new ClientAssertions(jwts, used::claim, audiences, clock));
    }

    @Singleton
    Throttle throttle(Attempts attempts, Sealer sealer, Settings settings, Clock clock) {
        var written = settings.throttle();
        var policy = ThrottlePolicy.of(
                written.passwords(),
                written.clientSecrets(),
                written.attempts(),
                written.longestWait(),
                written.attemptsPerAccount(),
                written.attemptsPerNetwork(),
                written.rememberedFor());
        return new Throttle(attempts, sealer, policy, clock);
    }

    @Singleton
    GrantRevocation grantRevocation(RevokedGrants revoked, TokenPolicy policy, Clock clock) {
        return new GrantRevocation(revoked, policy, clock);
    }

    @Singleton
    RefreshTokenRotation refreshTokenRotation(Sealer sealer, Entropy entropy, TokenPolicy policy, Clock clock) {
        return new RefreshTokenRotation(sealer, entropy, policy, clock);
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
    Subjects subjects(SubjectSalts salts, Entropy entropy) {
        return new Subjects(() -> salts.loadOrStore(SubjectSalt.random(entropy)));
    }

    @Singleton
    SealedClaims sealedClaims(Sealer sealer) {
        return new SealedClaims(sealer);
    }

    @Singleton
    TokenClaims tokenClaims(
            Subjects subjects, Audiences audiences, SealedClaims sealed, TokenPolicy policy, Entropy entropy) {
        return new TokenClaims(subjects, audiences, sealed, policy, entropy);
    }

    @Singleton
    RequestedScopes requestedScopes(Clients clients) {
        return new RequestedScopes(clients);
    }

    @Singleton
    Grant clientCredentialsGrant(RequestedScopes scopes, Entropy entropy) {
        return new ClientCredentialsGrant(scopes, entropy);
    }

    @Singleton
    Grant deviceCodeGrant(DeviceRequests requests, GrantRevocation revocation, Clock clock) {
        return new DeviceCodeGrant(requests, revocation, clock);
    }

    @Singleton
    DeviceAuthorizationEndpoint deviceAuthorizationEndpoint(
            DeviceRequests requests,
            RequestedScopes scopes,
            Connectors connectors,
            DevicePolicy policy,
            Entropy entropy,
            Clock clock) {
        return new DeviceAuthorizationEndpoint(requests, scopes, connectors, policy, entropy, clock);
    }

    @Singleton
    DeviceVerification deviceVerification(DeviceRequests requests, Clock clock) {
        return new DeviceVerification(requests, clock);
    }

    @Singleton
    TokenIssuer tokenIssuer(
            Signer signer,
            TokenClaims claims,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            TokenPolicy policy,
            Entropy entropy,
            Clock clock) {
        return new TokenIssuer(signer, claims, families, rotation, policy, entropy, clock);
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

    @Singleton
    AccessTokens accessTokens(
            Verifier verifier,
            SealedClaims sealed,
            Subjects subjects,
            GrantRevocation revocation,
            Clients clients,
            Connectors connectors,
            TokenPolicy policy,
            Clock clock) {
        return new AccessTokens(verifier, sealed, subjects, revocation, clients, connectors, policy, clock);
    }

    @Singleton
    Introspection introspection(
            AccessTokens accessTokens,
            SealedClaims sealed,
            Subjects subjects,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            ConnectorRules connectors,
            SessionBinding sessions,
            Clients clients,
            TokenPolicy policy,
            Clock clock) {
        return new Introspection(
                accessTokens, sealed, subjects, families, rotation, connectors, sessions, clients, policy, clock);
    }

    @Singleton
    TokenRevocation tokenRevocation(
            AccessTokens accessTokens,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            GrantRevocation revocation) {
        return new TokenRevocation(accessTokens, families, rotation, revocation);
    }

    @Singleton
    UserInfo userInfo(SealedClaims sealed, Clients clients, Signer signer, TokenPolicy policy) {
        return new UserInfo(sealed, clients, signer, policy);
    }

    @Singleton
    ProviderMetadata providerMetadata(
            Issuer issuer,
            AuthorizationPolicy policy,
            PushPolicy push,
            BrowserSessions sessions,
            TokenEndpoint endpoint,
            Settings settings) {
        var contexts = settings.mfa().authenticators().isEmpty()
                ? List.of(AuthenticationContext.CONNECTOR)
                : AuthenticationContext.ALL;
        var ways = EnumSet.noneOf(RegistrationWay.class);
        if (settings.registration().enabled()) {
            ways.add(RegistrationWay.DYNAMIC);
        }
        if (settings.registration().documents()) {
            ways.add(RegistrationWay.METADATA_DOCUMENT);
        }
        return new ProviderMetadata(
                issuer, policy, push, sessions.areOn(), endpoint.grantTypes(), contexts, ways, Languages.tags());
    }
}
