package io.lintel.example;

import java.util.Optional;

/// What a sign-in gave this application.
///
/// @param claims those of the ID token, checked
/// @param scope what was granted, if the provider said so
/// @param userinfo the last answer of the userinfo endpoint, if it was asked
record SignedIn(
        String idToken,
        Json.Members claims,
        String accessToken,
        Optional<String> refreshToken,
        Optional<Long> expiresIn,
        Optional<String> scope,
        Optional<Json.Members> userinfo) {

    static SignedIn of(Json.Members answer, Json.Members claims) {
        return new SignedIn(
                answer.requireText("id_token"),
                claims,
                answer.requireText("access_token"),
                answer.findText("refresh_token"),
                answer.findNumber("expires_in"),
                answer.findText("scope"),
                Optional.empty());
    }

    /// With what a refresh gave; a refresh token that is not replaced stays in use (RFC 6749, section 6).
    SignedIn refreshed(SignedIn newer) {
        return new SignedIn(
                newer.idToken,
                newer.claims,
                newer.accessToken,
                newer.refreshToken.or(() -> refreshToken),
                newer.expiresIn,
                newer.scope.or(() -> scope),
                Optional.empty());
    }

    SignedIn withUserinfo(Json.Members answer) {
        return new SignedIn(idToken, claims, accessToken, refreshToken, expiresIn, scope, Optional.of(answer));
    }

    @Override
    public String toString() {
        return "SignedIn[claims and tokens]";
    }
}
