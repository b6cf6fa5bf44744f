package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.Signer;
import io.lintel.signing.SigningAlgorithm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What the userinfo endpoint answers to the holder of an access token (OpenID Connect Core, section 5.3.2).
public final class UserInfo {

    /// Claims about the token and the login, not about the end-user.
    private static final Set<String> ABOUT_THE_TOKEN = Set.of(
            "iss",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "azp",
            "client_id",
            "scope",
            "nonce",
            "auth_time",
            "acr",
            "amr",
            "sid",
            "at_hash",
            "c_hash");

    /// Told apart from ID tokens, which have no type, and so taken nowhere.
    private static final String TYPE = "JWT";

    private final SealedClaims sealed;
    private final Clients clients;
    private final Signer signer;
    private final TokenPolicy policy;

    public UserInfo(SealedClaims sealed, Clients clients, Signer signer, TokenPolicy policy) {
        this.sealed = sealed;
        this.clients = clients;
        this.signer = signer;
        this.policy = policy;
    }

    /// An answer in the form the client has registered for.
    public sealed interface Answer {
        /// A JSON object.
        record Plain(Map<String, Object> members) implements Answer {}

        /// A JWT.
        record Signed(String jwt) implements Answer {}
    }

    /// @throws OAuth2Exception `invalid_token` if the token is for a resource and not for us, `insufficient_scope`
    ///     if it is about no end-user: a client got it for itself
    public Answer of(JwtClaims accessToken) {
        var client = clients.find(new ClientId(AccessTokens.client(accessToken)))
                .orElseThrow(() -> refused("the client of the token was removed"));
        requireForUs(accessToken, client);
        if (policy.userInfoForm() == TokenPolicy.UserInfoForm.CLAIMS && isAboutAClient(accessToken)) {
            throw OAuth2Exception.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "The token is about a client, and there is no end-user.");
        }
        var algorithm = client.tokens().userInfoAlgorithm();
        var members = members(accessToken);
        return algorithm == null
                ? new Answer.Plain(Collections.unmodifiableMap(members))
                : new Answer.Signed(signed(members, client, algorithm));
    }

    /// A token for resources (RFC 8707) is held by those who run them, and must not tell them more than it says
    /// itself.
    private void requireForUs(JwtClaims accessToken, Client client) {
        var audience = accessToken.audience();
        if (!audience.contains(client.id().value())
                && !audience.contains(policy.issuer().value())) {
            throw refused("the token is for a resource");
        }
    }

    private static boolean isAboutAClient(JwtClaims accessToken) {
        return accessToken
                .findString("sub")
                .flatMap(Subject::decode)
                .filter(Subject::isClient)
                .isPresent();
    }

    private Map<String, Object> members(JwtClaims accessToken) {
        var claims = new LinkedHashMap<>(accessToken.asMap());
        switch (policy.userInfoForm()) {
            case CLAIMS -> claims.keySet().removeAll(ABOUT_THE_TOKEN);
            case PAYLOAD -> {}
        }
        claims.remove(SealedClaims.NAME);
        sealed.open(accessToken).ifPresent(opened -> claims.putAll(opened.told().asMap()));
        return claims;
    }

    private String signed(Map<String, Object> members, Client client, SigningAlgorithm algorithm) {
        var claims = JwtClaims.builder()
                .add("iss", policy.issuer().value())
                .add("aud", client.id().value());
        members.forEach((name, value) -> {
            if (!name.equals("iss") && !name.equals("aud")) {
                claims.add(name, value);
            }
        });
        return signer.pinned(algorithm).sign(claims.build(), TYPE);
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, detail);
    }
}
