package io.lintel.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.FrontChannelTokens.Tokens;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.AuthenticationContext;
import io.lintel.session.AuthenticationMethod;
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
import java.util.Map;
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
    TokenResponse issue(Authorization authorization, ConnectorEntry connector) {
        var minting = minting(authorization, connector);
        var accessToken = minting.accessToken();
        var idToken = authorization.scopes().contains(Scope.OPENID) ? minting.idToken(accessToken, null) : null;
        var refreshToken = refreshToken(authorization, connector, minting.now());
        return new TokenResponse(
                Secret.of(accessToken),
                policy.tokenLifetime(),
                refreshToken == null ? null : refreshToken.encode(),
                idToken == null ? null : Secret.of(idToken),
                refreshToken == null ? authorization.scopes().without(Scope.OFFLINE_ACCESS) : authorization.scopes());
    }

    /// The tokens of a response of the authorization endpoint (OpenID Connect Core, sections 3.2.2.5 and 3.3.2.5).
    ///
    /// @param code the code in the same response
    /// @throws OAuth2Exception `invalid_scope` as above
    Tokens issueInFront(
            Authorization authorization,
            ConnectorEntry connector,
            @Nullable AuthorizationCode code,
            boolean withAccessToken,
            boolean withIdToken) {
        var minting = minting(authorization, connector);
        var accessToken = withAccessToken ? minting.accessToken() : null;
        var idToken = withIdToken ? minting.idToken(accessToken, code) : null;
        return new Tokens(
                accessToken == null ? null : Secret.of(accessToken),
                policy.tokenLifetime(),
                idToken == null ? null : Secret.of(idToken),
                authorization.scopes().without(Scope.OFFLINE_ACCESS));
    }

    private Minting minting(Authorization authorization, ConnectorEntry connector) {
        var audience = audiences.require(authorization.client(), authorization.scopes()).stream()
                .map(ClientId::value)
                .toList();
        var told = connector.told(authorization.authentication().identity());
        return new Minting(authorization, told, audience, signer.pinned(), clock.instant());
    }

    /// The tokens of one response: with one key, at one time, of whom applications are told, the ID token carrying the
    /// hashes of the others.
    private final class Minting {

        private final Authorization authorization;
        private final Identity told;
        private final List<String> audience;
        private final Signer key;
        private final Instant now;

        Minting(Authorization authorization, Identity told, List<String> audience, Signer key, Instant now) {
            this.authorization = authorization;
            this.told = told;
            this.audience = audience;
            this.key = key;
            this.now = now;
        }

        Instant now() {
            return now;
        }

        String accessToken() {
            var claims = common();
            add(claims, authorization.access().claims().userInfo());
            return key.sign(claims.build(), accessTokenType());
        }

        String idToken(@Nullable String accessToken, @Nullable AuthorizationCode code) {
            var login = authorization.authentication();
            var claims = common();
            if (accessToken != null) {
                claims.add("at_hash", halfHash(key, accessToken));
            }
            if (code != null) {
                claims.add("c_hash", halfHash(key, code.value().reveal()));
            }
            AuthenticationContext.of(login, authorization.access().claims())
                    .ifPresent(context -> claims.add("acr", context));
            if (!login.methods().isEmpty()) {
                claims.add(
                        "amr",
                        login.methods().stream()
                                .map(AuthenticationMethod::value)
                                .toList());
            }
            add(claims, authorization.access().claims().idToken());
            return key.sign(claims.build(), null);
        }

        private JwtClaims.Builder common() {
            var subject = new Subject(told.userId(), authorization.connector().value());
            var claims = JwtClaims.builder()
                    .add("iss", policy.issuer().value())
                    .add("sub", subject.encode())
                    .audience(audience)
                    .add("exp", now.plus(policy.tokenLifetime()))
                    .add("iat", now)
                    .add("jti", authorization.grant().newTokenId(entropy));
            if (audience.size() > 1) {
                claims.add("azp", authorization.client().id().value());
            }
            claims.addIfPresent("nonce", authorization.access().nonce());
            return claims.add("auth_time", authorization.authentication().at());
        }

        private void add(JwtClaims.Builder claims, Map<String, RequestedClaim> byName) {
            IdentityClaims.add(claims, told, authorization.connector(), authorization.scopes(), byName);
        }
    }

    private @Nullable String accessTokenType() {
        return policy.accessTokenType() == AccessTokenType.AT_JWT ? "at+jwt" : null;
    }

    private @Nullable RefreshToken refreshToken(Authorization authorization, ConnectorEntry connector, Instant now) {
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
