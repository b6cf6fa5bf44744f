package io.lintel.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.FrontChannelTokens;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.Signer;
import io.lintel.token.TokenPolicy.AccessTokenType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Mints tokens, and nobody else does.
public final class TokenIssuer {

    private final Signer signer;
    private final TokenClaims claims;
    private final RefreshFamilies families;
    private final RefreshTokenRotation rotation;
    private final TokenPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public TokenIssuer(
            Signer signer,
            TokenClaims claims,
            RefreshFamilies families,
            RefreshTokenRotation rotation,
            TokenPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.signer = signer;
        this.claims = claims;
        this.families = families;
        this.rotation = rotation;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// @throws OAuth2Exception `invalid_scope` or `invalid_target` if the client may not have that audience (any
    ///     more), `invalid_grant` if the grant was revoked meanwhile
    TokenResponse issue(Authorization.ForEndUser authorization, ConnectorEntry connector) {
        var minting = minting(authorization, about(authorization, connector));
        var tokens = minting.tokens();
        return response(authorization, tokens, refreshToken(authorization, connector, minting.now()));
    }

    /// @throws OAuth2Exception `invalid_scope` or `invalid_target` as above
    TokenResponse issue(Authorization.ForClient authorization) {
        var client = authorization.client();
        BiConsumer<JwtClaims.Builder, Scopes> told = (added, scopes) -> OwnClaims.add(added, client, scopes);
        var about = new TokenClaims.About(OwnClaims.subject(client), null, null, told, told);
        return response(authorization, minting(authorization, about).tokens(), null);
    }

    /// The tokens of a response of the authorization endpoint (OpenID Connect Core, sections 3.2.2.5 and 3.3.2.5).
    ///
    /// @param code the code in the same response
    /// @throws OAuth2Exception `invalid_scope` or `invalid_target` as above
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
                policy.accessTokenLifetime(authorization.client()),
                idToken == null ? null : Secret.of(idToken),
                authorization.scopes().without(Scope.OFFLINE_ACCESS));
    }

    /// One token, of the type that was asked for. It lives no longer than the token that was shown for it.
    ///
    /// @throws OAuth2Exception as above, and `invalid_request` if the token that was shown has expired
    TokenResponse issue(Authorization.Exchanged exchanged, ConnectorEntry connector) {
        var told = connector.told(exchanged.identity());
        var asked = exchanged.access().claims().userInfo();
        BiConsumer<JwtClaims.Builder, Scopes> claims =
                (added, scopes) -> IdentityClaims.add(added, told, exchanged.connector(), scopes, asked);
        var subject = new Subject(told.userId(), exchanged.connector().value());
        var about = new TokenClaims.About(subject, null, null, claims, claims);
        var now = clock.instant();
        var lifetime = lifetime(exchanged, now);
        var minting = minting(this.claims.response(exchanged, about, now, lifetime));
        return new TokenResponse(
                Secret.of(
                        exchanged.wanted() == TokenType.ID_TOKEN ? minting.idToken(null, null) : minting.accessToken()),
                lifetime,
                null,
                null,
                exchanged.scopes(),
                exchanged.wanted());
    }

    private Duration lifetime(Authorization.Exchanged exchanged, Instant now) {
        var whole = exchanged.wanted() == TokenType.ID_TOKEN
                ? policy.idTokenLifetime(exchanged.client())
                : policy.accessTokenLifetime(exchanged.client());
        var until = exchanged.until();
        if (until == null) {
            return whole;
        }
        var left = Duration.between(now, until).truncatedTo(ChronoUnit.SECONDS);
        if (!left.isPositive()) {
            throw OAuth2Exception.quietly(ErrorCode.INVALID_REQUEST, "the subject token expired at " + until);
        }
        return left.compareTo(whole) < 0 ? left : whole;
    }

    private static TokenClaims.About about(Authorization.ForEndUser authorization, ConnectorEntry connector) {
        var login = authorization.authentication();
        var told = connector.told(login.identity());
        var asked = authorization.access().claims();
        return new TokenClaims.About(
                new Subject(told.userId(), authorization.connector().value()),
                login.at(),
                login.session(),
                (claims, scopes) ->
                        IdentityClaims.add(claims, told, authorization.connector(), scopes, asked.userInfo()),
                (claims, scopes) -> {
                    LoginClaims.add(claims, login, asked);
                    IdentityClaims.add(claims, told, authorization.connector(), scopes, asked.idToken());
                });
    }

    private Minting minting(Authorization authorization, TokenClaims.About about) {
        return minting(claims.response(authorization, about, clock.instant(), null));
    }

    private Minting minting(TokenClaims.Response response) {
        var wanted = response.client().tokens().idTokenAlgorithm();
        return new Minting(response, wanted == null ? signer.pinned() : signer.pinned(wanted));
    }

    private record Signed(Secret accessToken, @Nullable Secret idToken) {}

    /// The tokens of one response: made at one time, the ID token with the hashes of the others.
    private final class Minting {

        private final TokenClaims.Response response;
        /// Signs and hashes ID tokens, even if another key becomes active in between.
        private final Signer idTokenKey;

        Minting(TokenClaims.Response response, Signer idTokenKey) {
            this.response = response;
            this.idTokenKey = idTokenKey;
        }

        Instant now() {
            return response.now();
        }

        Signed tokens() {
            var accessToken = accessToken();
            var idToken = response.scopes().contains(Scope.OPENID) ? idToken(accessToken, null) : null;
            return new Signed(Secret.of(accessToken), idToken == null ? null : Secret.of(idToken));
        }

        String accessToken() {
            var type = policy.accessTokenType(response.client()) == AccessTokenType.AT_JWT ? "at+jwt" : null;
            return signer.sign(claims.accessToken(response), type);
        }

        String idToken(@Nullable String accessToken, @Nullable AuthorizationCode code) {
            var accessTokenHash = accessToken == null ? null : halfHash(idTokenKey, accessToken);
            var codeHash =
                    code == null ? null : halfHash(idTokenKey, code.value().reveal());
            return idTokenKey.sign(claims.idToken(response, accessTokenHash, codeHash), null);
        }
    }

    private TokenResponse response(Authorization authorization, Signed signed, @Nullable RefreshToken refreshToken) {
        return new TokenResponse(
                signed.accessToken(),
                policy.accessTokenLifetime(authorization.client()),
                refreshToken == null ? null : refreshToken.encode(),
                signed.idToken(),
                refreshToken == null ? authorization.scopes().without(Scope.OFFLINE_ACCESS) : authorization.scopes());
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
