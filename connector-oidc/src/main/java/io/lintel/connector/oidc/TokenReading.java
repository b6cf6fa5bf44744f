package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.IdTokenRules;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.OpenIdProvider;
import io.lintel.connector.support.Pkce;
import io.lintel.connector.support.UntrustedTokenException;
import io.lintel.connector.support.UpstreamTokens;
import io.lintel.connector.support.VerifiedToken;
import io.lintel.secret.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who the tokens are about that the provider's token endpoint gave us.
final class TokenReading {

    private final OidcConfiguration configuration;
    private final OpenIdProvider provider;
    private final IdentityReading identities;
    private final IdTokenRules rules;
    private final IdTokenRules.Missing missingNonce;

    TokenReading(
            OidcConfiguration configuration,
            OpenIdProvider provider,
            IdentityReading identities,
            ConnectorContext context) {
        this.configuration = configuration;
        this.provider = provider;
        this.identities = identities;
        this.rules =
                new IdTokenRules(configuration.expectedIssuer(), Set.of(configuration.clientId()), context.clock());
        this.missingNonce = context.dexCompatible() ? IdTokenRules.Missing.PASSES : IdTokenRules.Missing.REFUSED;
    }

    /// @throws UntrustedTokenException if they prove nothing
    LoginResult ofLogin(UpstreamTokens granted, Secret code, Pkce pkce, Deadline deadline) {
        var given = granted.idToken();
        if (given == null) {
            throw ConnectorException.invalidResponse(
                    "the token endpoint answered without an ID token: does the provider speak OpenID Connect?");
        }
        var token = verified(given, granted, deadline);
        IdTokenRules.checkNonce(token, pkce.nonce(), missingNonce);
        IdTokenRules.checkHash(token, "c_hash", code);
        if (!identities.isGoodEnough(token.claims())) {
            return IdentityReading.notGoodEnough();
        }
        var subject = token.claims().requireText("sub");
        var state = new RefreshState(granted.refreshToken(), subject, given);
        return identities.read(withUserInfo(token.claims(), granted, subject, deadline), state, null);
    }

    /// A refresh need not give an ID token (OpenID Connect Core, section 12.2); userinfo tells who it is then.
    ///
    /// @throws UntrustedTokenException if they prove nothing, or are about somebody else than before
    LoginResult ofRefresh(UpstreamTokens granted, RefreshState state, Identity before, Deadline deadline) {
        var subject = subject(state, before);
        var given = granted.idToken();
        if (given == null) {
            var claims = provider.userInfo(granted.accessToken(), subject, deadline);
            return identities.read(claims, next(granted, state, claims), null);
        }
        var token = verified(given, granted, deadline);
        IdTokenRules.checkSubject(token, subject);
        var claims = withUserInfo(token.claims(), granted, token.claims().requireText("sub"), deadline);
        return identities.read(claims, next(granted, state, token.claims()), null);
    }

    private VerifiedToken verified(Secret given, UpstreamTokens granted, Deadline deadline) {
        var token = provider.verify(given, deadline);
        rules.check(token);
        IdTokenRules.checkHash(token, "at_hash", granted.accessToken());
        return token;
    }

    private Json.Members withUserInfo(Json.Members idToken, UpstreamTokens granted, String subject, Deadline deadline) {
        return configuration.getUserInfo()
                ? IdentityReading.merged(idToken, provider.userInfo(granted.accessToken(), subject, deadline))
                : idToken;
    }

    /// Of what dex has stored, only the user id tells it, if that is the subject.
    private @Nullable String subject(RefreshState state, Identity before) {
        return state.subject() == null && configuration.userIdClaim().equals("sub") ? before.userId() : state.subject();
    }

    private static RefreshState next(UpstreamTokens granted, RefreshState before, Json.Members claims) {
        return new RefreshState(
                granted.refreshToken(),
                claims.requireText("sub"),
                granted.idToken() == null ? before.idToken() : granted.idToken());
    }
}
