package io.lintel.server.conformance;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a client has in the end, all of it checked.
///
/// @param front the ID token that came with the browser
/// @param back the ID token of the token endpoint
/// @param accessToken the last one
/// @param info what the userinfo endpoint tells for it
record Completed(
        Arrival arrival,
        @Nullable IDTokenClaimsSet front,
        @Nullable IDTokenClaimsSet back,
        @Nullable JWT rawIdToken,
        @Nullable AccessToken accessToken,
        @Nullable String refreshToken,
        @Nullable UserInfo info) {

    /// The last ID token there is.
    IDTokenClaimsSet idToken() {
        return Objects.requireNonNull(back == null ? front : back);
    }

    JWT requireRawIdToken() {
        return Objects.requireNonNull(rawIdToken);
    }

    AccessToken requireAccessToken() {
        return Objects.requireNonNull(accessToken);
    }

    String requireRefreshToken() {
        return Objects.requireNonNull(refreshToken);
    }

    /// What the client knows of the end-user: from the userinfo endpoint if it may ask there, else from the ID token
    /// (OpenID Connect Core, section 5.4).
    @Nullable
    Object claim(String name) {
        return info == null ? idToken().getClaim(name) : info.getClaim(name);
    }
}
