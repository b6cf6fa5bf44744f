package io.lintel.token;

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

    public Map<String, Object> of(JwtClaims accessToken) {
        var claims = new LinkedHashMap<>(accessToken.asMap());
        switch (policy.userInfoForm()) {
            case CLAIMS -> claims.keySet().removeAll(ABOUT_THE_TOKEN);
            case PAYLOAD -> {}
        }
        return Collections.unmodifiableMap(claims);
    }
}
