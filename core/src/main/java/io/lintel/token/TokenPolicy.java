package io.lintel.token;

import io.lintel.oauth2.Issuer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an operator decides about tokens.
///
/// @param issuer the `iss` of every token, verbatim
/// @param tokenLifetime of ID tokens and access tokens
/// @param rotatesRefreshTokens whether each use of a refresh token gives another
/// @param retryWindow how long a superseded refresh token still gives its successor; zero for not at all
/// @param refreshAbsoluteLifetime how long after the login a refresh token works at most; null for ever
/// @param refreshIdleLifetime how long a refresh token works without being used; null for ever
/// @param accessTokenType how access tokens are told from ID tokens
/// @param userInfoForm what the userinfo endpoint answers
public record TokenPolicy(
        Issuer issuer,
        Duration tokenLifetime,
        boolean rotatesRefreshTokens,
        Duration retryWindow,
        @Nullable Duration refreshAbsoluteLifetime,
        @Nullable Duration refreshIdleLifetime,
        AccessTokenType accessTokenType,
        UserInfoForm userInfoForm) {

    /// How access tokens are told from ID tokens.
    public enum AccessTokenType {
        /// Not at all, as dex has it: either is taken for the other.
        NONE,
        /// By the header `typ: at+jwt` (RFC 9068, section 2.1); an ID token is not taken for an access token.
        AT_JWT
    }

    /// What the userinfo endpoint answers.
    public enum UserInfoForm {
        /// Claims about the end-user (OpenID Connect Core, section 5.3.2).
        CLAIMS,
        /// The payload of the token, as dex has it.
        PAYLOAD
    }
}
