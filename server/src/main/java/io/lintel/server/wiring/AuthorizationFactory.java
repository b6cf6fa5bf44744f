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
import io.lintel.client.ClientJwts;
import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.token.ConnectorRules;
import io.lintel.token.FrontChannelIssuer;
import io.lintel.token.TokenIssuer;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Constructs the part of the protocol in which a browser, or a client for it, asks.
@Factory
final class AuthorizationFactory {

    @Singleton
    RedirectTargets redirectTargets(Clients clients) {
        return new RedirectTargets(clients);
    }

    @Singleton
    RequestedScopes requestedScopes(Clients clients) {
        return new RequestedScopes(clients);
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
}
