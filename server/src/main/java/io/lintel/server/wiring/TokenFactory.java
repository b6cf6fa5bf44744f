package io.lintel.server.wiring;

import io.lintel.authorization.Connectors;
import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.signing.Signer;
import io.lintel.signing.Verifier;
import io.lintel.token.AccessTokens;
import io.lintel.token.Audiences;
import io.lintel.token.ConnectorRules;
import io.lintel.token.GrantRevocation;
import io.lintel.token.IdTokens;
import io.lintel.token.Introspection;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshTokenRotation;
import io.lintel.token.SealedClaims;
import io.lintel.token.SessionBinding;
import io.lintel.token.TokenClaims;
import io.lintel.token.TokenIssuer;
import io.lintel.token.TokenPolicy;
import io.lintel.token.TokenRevocation;
import io.lintel.token.UserInfo;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Constructs what mints tokens and reads them.
@Factory
final class TokenFactory {

    @Singleton
    IdTokens idTokens(Verifier verifier, TokenPolicy policy) {
        return new IdTokens(verifier, policy);
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
}
