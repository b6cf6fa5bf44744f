package io.lintel.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.authorization.ConnectorEntry;
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
        var now = clock.instant();
        var told = connector.told(authorization.authentication().identity());
        var about = new About(
                new Subject(told.userId(), authorization.connector().value()),
                authorization.authentication().at(),
                authorization.authentication().session(),
                claims -> IdentityClaims.add(claims, told, authorization.connector(), authorization.scopes()));
        var signed = sign(authorization, about, now);
        var refreshToken = refreshToken(authorization, connector, now);
        return response(authorization, signed, refreshToken);
    }

    /// @throws OAuth2Exception `invalid_scope` as above
    TokenResponse issue(Authorization.ForClient authorization) {
        var client = authorization.client();
        var about = new About(
                OwnClaims.subject(client), null, null, claims -> OwnClaims.add(claims, client, authorization.scopes()));
        return response(authorization, sign(authorization, about, clock.instant()), null);
    }

    /// Whom tokens are about.
    ///
    /// @param authenticatedAt when they proved who they are; none of a client, which does so each time
    /// @param session in which they did; none of a client
    /// @param claims adds what is said of them
    private record About(
            Subject subject,
            @Nullable Instant authenticatedAt,
            @Nullable SessionId session,
            Consumer<JwtClaims.Builder> claims) {}

    private record Signed(Secret accessToken, @Nullable Secret idToken) {}

    private Signed sign(Authorization authorization, About about, Instant now) {
        var audience = audiences.require(authorization.client(), authorization.scopes()).stream()
                .map(ClientId::value)
                .toList();
        var key = signer.pinned();
        var accessToken = key.sign(claims(authorization, about, audience, now, null), accessTokenType());
        var idToken = authorization.scopes().contains(Scope.OPENID)
                ? key.sign(claims(authorization, about, audience, now, halfHash(key, accessToken)), null)
                : null;
        return new Signed(Secret.of(accessToken), idToken == null ? null : Secret.of(idToken));
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

    private JwtClaims claims(
            Authorization authorization,
            About about,
            List<String> audience,
            Instant now,
            @Nullable String accessTokenHash) {
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
        claims.addIfPresent("at_hash", accessTokenHash);
        about.claims().accept(claims);
        return claims.build();
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
