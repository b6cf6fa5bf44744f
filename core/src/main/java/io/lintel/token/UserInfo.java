package io.lintel.token;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.signing.JwtClaims;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What the userinfo endpoint answers to the holder of an access token (OpenID Connect Core, section 5.3.2).
public final class UserInfo {

    /// Claims about the token and the login, not about the end-user.
    private static final Set<String> ABOUT_THE_TOKEN =
            Set.of("iss", "aud", "exp", "iat", "nbf", "jti", "azp", "nonce", "auth_time", "sid", "at_hash", "c_hash");

    private final TokenPolicy policy;

    public UserInfo(TokenPolicy policy) {
        this.policy = policy;
    }

    /// @throws OAuth2Exception `insufficient_scope` if the token is about no end-user: a client got it for itself
    public Map<String, Object> of(JwtClaims accessToken) {
        if (policy.userInfoForm() == TokenPolicy.UserInfoForm.CLAIMS && isAboutAClient(accessToken)) {
            throw OAuth2Exception.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "The token is about a client, and there is no end-user.");
        }
        var claims = new LinkedHashMap<>(accessToken.asMap());
        switch (policy.userInfoForm()) {
            case CLAIMS -> claims.keySet().removeAll(ABOUT_THE_TOKEN);
            case PAYLOAD -> {}
        }
        return Collections.unmodifiableMap(claims);
    }

    private static boolean isAboutAClient(JwtClaims accessToken) {
        return accessToken
                .findString("sub")
                .flatMap(Subject::decode)
                .filter(Subject::isClient)
                .isPresent();
    }
}
