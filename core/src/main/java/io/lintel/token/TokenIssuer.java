package io.lintel.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.FrontChannelTokens;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.SessionId;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.Signer;
import io.lintel.token.TokenPolicy.AccessTokenType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Mints tokens, and nobody else does.
public final class TokenIssuer {

    private final Signer signer;
    private final Audiences audiences;
    private final RefreshFamilies families;
    private final RefreshTokenRotation rotation;
    private final TokenPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public TokenIssuer(
            Signer signer,
            Audiences audiences,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            TokenPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.signer = signer;
        this.audiences = audiences;
        this.families = families;
        this.rotation = rotation;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// @throws OAuth2Exception `invalid_scope` if a client named as audience does not trust this client (any
    ///     more), `invalid_grant` if the grant was revoked meanwhile
    TokenResponse issue(Authorization.ForEndUser authorization, ConnectorEntry connector) {
        var minting = minting(authorization, about(authorization, connector));
        var tokens = minting.tokens();
        return response(authorization, tokens, refreshToken(authorization, connector, minting.now()));
    }

    /// @throws OAuth2Exception `invalid_scope` as above
    TokenResponse issue(Authorization.ForClient authorization) {
        var client = authorization.client();
        Consumer<JwtClaims.Builder> claims = added -> OwnClaims.add(added, client, authorization.scopes());
        var about = new About(OwnClaims.subject(client), null, null, claims, claims);
        return response(authorization, minting(authorization, about).tokens(), null);
    }

    /// The tokens of a response of the authorization endpoint (OpenID Connect Core, sections 3.2.2.5 and 3.3.2.5).
    ///
    /// @param code the code in the same response
    /// @throws OAuth2Exception `invalid_scope` as above
    FrontChannelTokens.Tokens issueInFront(
            Authorization.ForEndUser authorization,
            ConnectorEntry connector,
            @Nullable AuthorizationCode code,
            boolean withAccessToken,
            boolean withIdToken) {
        var minting = minting(authorization, about(authorization, connector));
        var accessToken = withAccessToken ? minting.accessToken() : null;
        var idToken = withIdToken ? minting.idToken(accessToken, code) : null;
        return new FrontChannelTokens.Tokens(
                accessToken == null ? null : Secret.of(accessToken),
                policy.tokenLifetime(),
                idToken == null ? null : Secret.of(idToken),
                authorization.scopes().without(Scope.OFFLINE_ACCESS));
    }

    /// Whom tokens are about.
    ///
    /// @param authenticatedAt when they proved who they are; none of a client, which does so each time
    /// @param session in which they did; none of a client
    /// @param inAccessTokens adds what access tokens say of them
    /// @param inIdTokens adds what ID tokens say of them and of their login
    private record About(
            Subject subject,
            @Nullable Instant authenticatedAt,
            @Nullable SessionId session,
            Consumer<JwtClaims.Builder> inAccessTokens,
            Consumer<JwtClaims.Builder> inIdTokens) {}

    private static About about(Authorization.ForEndUser authorization, ConnectorEntry connector) {
        var login = authorization.authentication();
        var told = connector.told(login.identity());
        var asked = authorization.access().claims();
        return new About(
                new Subject(told.userId(), authorization.connector().value()),
                login.at(),
                login.session(),
                claims -> IdentityClaims.add(
                        claims, told, authorization.connector(), authorization.scopes(), asked.userInfo()),
                claims -> {
                    LoginClaims.add(claims, login, asked);
                    IdentityClaims.add(
                            claims, told, authorization.connector(), authorization.scopes(), asked.idToken());
                });
    }

    private Minting minting(Authorization authorization, About about) {
        var audience = audiences.require(authorization.client(), authorization.scopes()).stream()
                .map(ClientId::value)
                .toList();
        return new Minting(authorization, about, audience, signer.pinned(), clock.instant());
    }

    private record Signed(Secret accessToken, @Nullable Secret idToken) {}

    /// The tokens of one response: made with one key and at one time, the ID token with the hashes of the others.
    private final class Minting {

        private final Authorization authorization;
        private final About about;
        private final List<String> audience;
        private final Signer key;
        private final Instant now;

        Minting(Authorization authorization, About about, List<String> audience, Signer key, Instant now) {
            this.authorization = authorization;
            this.about = about;
            this.audience = audience;
            this.key = key;
            this.now = now;
        }

        Instant now() {
            return now;
        }

        Signed tokens() {
            var accessToken = accessToken();
            var idToken = authorization.scopes().contains(Scope.OPENID) ? idToken(accessToken, null) : null;
            return new Signed(Secret.of(accessToken), idToken == null ? null : Secret.of(idToken));
        }

        String accessToken() {
            var claims = claims();
            about.inAccessTokens().accept(claims);
            return key.sign(claims.build(), accessTokenType());
        }

        String idToken(@Nullable String accessToken, @Nullable AuthorizationCode code) {
            var claims = claims();
            if (accessToken != null) {
                claims.add("at_hash", halfHash(key, accessToken));
            }
            if (code != null) {
                claims.add("c_hash", halfHash(key, code.value().reveal()));
            }
            about.inIdTokens().accept(claims);
            return key.sign(claims.build(), null);
        }

        /// What tokens of both kinds say.
        private JwtClaims.Builder claims() {
            var claims = JwtClaims.builder()
                    .add("iss", policy.issuer().value())
                    .add("sub", about.subject().encode())
                    .audience(audience)
                    .add("exp", now.plus(policy.tokenLifetime()))
                    .add("iat", now)
                    .add("jti", authorization.grant().newTokenId(entropy));
            if (audience.size() > 1) {
                claims.add("azp", authorization.client().id().value());
            }
            claims.addIfPresent("nonce", authorization.access().nonce());
            if (about.authenticatedAt() != null) {
                claims.add("auth_time", about.authenticatedAt());
            }
            claims.addIfPresent(
                    "sid", about.session() == null ? null : about.session().value());
            return claims;
        }
    }

    private TokenResponse response(Authorization authorization, Signed signed, @Nullable RefreshToken refreshToken) {
        return new TokenResponse(
                signed.accessToken(),
                policy.tokenLifetime(),
                refreshToken == null ? null : refreshToken.encode(),
                signed.idToken(),
                refreshToken == null ? authorization.scopes().without(Scope.OFFLINE_ACCESS) : authorization.scopes());
    }

    private @Nullable String accessTokenType() {
        return policy.accessTokenType() == AccessTokenType.AT_JWT ? "at+jwt" : null;
    }

    private @Nullable RefreshToken refreshToken(
            Authorization.ForEndUser authorization, ConnectorEntry connector, Instant now) {
        if (authorization.refreshToken() != null) {
            return authorization.refreshToken();
        }
        if (!authorization.scopes().contains(Scope.OFFLINE_ACCESS) || !connector.offersOfflineAccess()) {
            return null;
        }
        var token = rotation.first(new RefreshFamilyId(entropy.identifier()));
        var family = new RefreshFamily(
                token.family(),
                authorization.grant(),
                authorization.client().id(),
                authorization.access(),
                authorization.authentication(),
                now,
                now,
                0,
                TokenHash.of(token.secret()),
                null);
        if (!families.start(family)) {
            throw OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, "the grant was revoked while tokens were minted");
        }
        return token;
    }

    /// The left half of a token's digest (OpenID Connect Core, section 3.1.3.6).
    static String halfHash(Signer key, String token) {
        try {
            var digest =
                    MessageDigest.getInstance(key.algorithm().hashAlgorithm()).digest(token.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks the digest of " + key.algorithm(), e);
        }
    }
}
