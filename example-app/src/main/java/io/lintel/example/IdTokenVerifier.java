package io.lintel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;

/// Decides whether an ID token is to be believed: the checks of OpenID Connect Core 1.0, section 3.1.3.7.
final class IdTokenVerifier {

    /// How far the provider's clock may differ from ours, in seconds.
    private static final long TOLERANCE = 30;

    private final String issuer;
    private final String clientId;
    private final Clock clock;

    IdTokenVerifier(String issuer, String clientId, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
    }

    /// The claims of a token that answers a sign-in.
    ///
    /// @param accessToken the access token that came with it
    /// @throws SignInException if the token is not to be believed; the message says why
    Json.Members verify(String token, String nonce, String accessToken, JwkSet keys) {
        var claims = verifySigned(token, accessToken, keys);
        require(isSame(nonce, claims.findText("nonce").orElse("")), "The ID token answers another sign-in (nonce).");
        return claims;
    }

    /// The claims of a token that came with a refresh, which must be about the same user (section 12.2).
    ///
    /// @param before the claims of the token before it
    /// @throws SignInException if the token is not to be believed; the message says why
    Json.Members verifyRefreshed(String token, Json.Members before, String accessToken, JwkSet keys) {
        var claims = verifySigned(token, accessToken, keys);
        require(
                claims.requireText("sub").equals(before.requireText("sub")),
                "The refreshed ID token is about another user (sub).");
        return claims;
    }

    private Json.Members verifySigned(String token, String accessToken, JwkSet keys) {
        var jwt = Jwt.parse(token);
        var key = keys.find(jwt)
                .orElseThrow(
                        () -> new SignInException("The ID token is signed with a key the provider does not publish."));
        require(
                jwt.header().requireText("alg").equals(key.algorithm()),
                "The ID token names an algorithm that its key is not for (alg).");
        require(
                !jwt.header().values().containsKey("crit"),
                "The ID token has an extension this app does not know (crit).");
        require(key.verifies(jwt), "The signature of the ID token is wrong.");
        checkClaims(jwt.claims());
        checkAccessTokenHash(jwt.claims(), key, accessToken);
        return jwt.claims();
    }

    private void checkClaims(Json.Members claims) {
        var now = clock.instant().getEpochSecond();
        var audience = claims.texts("aud");
        var authorized = claims.findText("azp");
        require(claims.requireText("iss").equals(issuer), "The ID token is from another provider (iss).");
        require(audience.contains(clientId), "The ID token is for another app (aud).");
        require(audience.size() == 1 || authorized.isPresent(), "The ID token has several audiences and no azp.");
        require(authorized.orElse(clientId).equals(clientId), "The ID token was issued to another app (azp).");
        require(claims.findNumber("exp").orElse(0L) > now - TOLERANCE, "The ID token has expired (exp).");
        require(claims.findNumber("iat").isPresent(), "The ID token does not say when it was issued (iat).");
        require(
                claims.findNumber("iat").orElse(Long.MAX_VALUE) <= now + TOLERANCE,
                "The ID token is from the future (iat).");
        require(!claims.requireText("sub").isEmpty(), "The ID token is about nobody (sub).");
    }

    private static void checkAccessTokenHash(Json.Members claims, Jwk key, String accessToken) {
        claims.findText("at_hash")
                .ifPresent(hash -> require(
                        isSame(accessTokenHash(key, accessToken), hash),
                        "The access token is not the one the ID token came with (at_hash)."));
    }

    /// The left half of the hash that belongs to the token's algorithm (section 3.1.3.6); Ed25519 hashes with
    /// SHA-512.
    private static String accessTokenHash(Jwk key, String accessToken) {
        try {
            var digest = MessageDigest.getInstance(key.algorithm().equals("EdDSA") ? "SHA-512" : "SHA-256");
            var hash = digest.digest(accessToken.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256 and SHA-512.", e);
        }
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new SignInException(otherwise);
        }
    }
}
