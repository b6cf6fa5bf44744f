package io.lintel.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.Signer;
import io.lintel.token.TokenPolicy.AccessTokenType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
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
        var now = clock.instant();
        var told = connector.told(authorization.authentication().identity());
        var about = new TokenClaims.About(
                new Subject(told.userId(), authorization.connector().value()),
                authorization.authentication().at(),
                claims -> IdentityClaims.add(claims, told, authorization.connector(), authorization.scopes()));
        var signed = sign(authorization, about, now);
        var refreshToken = refreshToken(authorization, connector, now);
        return response(authorization, signed, refreshToken);
    }

    /// @throws OAuth2Exception `invalid_scope` or `invalid_target` as above
    TokenResponse issue(Authorization.ForClient authorization) {
        var client = authorization.client();
        var about = new TokenClaims.About(
                OwnClaims.subject(client), null, claims -> OwnClaims.add(claims, client, authorization.scopes()));
        return response(authorization, sign(authorization, about, clock.instant()), null);
    }

    private record Signed(Secret accessToken, @Nullable Secret idToken) {}

    private Signed sign(Authorization authorization, TokenClaims.About about, Instant now) {
        var response = claims.response(authorization, about, now);
        var accessToken = signer.sign(claims.accessToken(response), accessTokenType(authorization.client()));
        var idToken = authorization.scopes().contains(Scope.OPENID) ? idToken(response, accessToken) : null;
        return new Signed(Secret.of(accessToken), idToken == null ? null : Secret.of(idToken));
    }

    /// Signed and hashed by one key, even if another becomes active in between.
    private String idToken(TokenClaims.Response response, String accessToken) {
        var wanted = response.client().tokens().idTokenAlgorithm();
        var key = wanted == null ? signer.pinned() : signer.pinned(wanted);
        return key.sign(claims.idToken(response, halfHash(key, accessToken)), null);
    }

    private @Nullable String accessTokenType(Client client) {
        return policy.accessTokenType(client) == AccessTokenType.AT_JWT ? "at+jwt" : null;
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
