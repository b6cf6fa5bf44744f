package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.oauth2.Issuer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an operator decides about tokens.
///
/// @param issuer the `iss` of every token, verbatim
/// @param tokenLifetime of ID tokens and access tokens, where their client has no other
/// @param longestTokenLifetime of the ID tokens and access tokens of all clients
/// @param rotatesRefreshTokens whether each use of a refresh token gives another
/// @param retryWindow how long a superseded refresh token still gives its successor; zero for not at all
/// @param refreshAbsoluteLifetime how long after the login a refresh token works at most; null for ever
/// @param refreshIdleLifetime how long a refresh token works without being used; null for ever
/// @param accessTokenType how access tokens are told from ID tokens
/// @param userInfoForm what the userinfo endpoint answers
/// @param copies what becomes of a grant when a code or a refresh token of it turns out to be copied
public record TokenPolicy(
        Issuer issuer,
        Duration tokenLifetime,
        Duration longestTokenLifetime,
        boolean rotatesRefreshTokens,
        Duration retryWindow,
        @Nullable Duration refreshAbsoluteLifetime,
        @Nullable Duration refreshIdleLifetime,
        AccessTokenType accessTokenType,
        UserInfoForm userInfoForm,
        Copies copies) {

    public Duration idTokenLifetime(Client client) {
        return unlessNull(client.tokens().lifetimes().idToken(), tokenLifetime);
    }

    public Duration accessTokenLifetime(Client client) {
        return unlessNull(client.tokens().lifetimes().accessToken(), tokenLifetime);
    }

    /// How long after the login a refresh token of the client works at most; null for ever.
    public @Nullable Duration refreshAbsoluteLifetime(Client client) {
        return limit(client.tokens().lifetimes().refreshAbsolute(), refreshAbsoluteLifetime);
    }

    /// How long a refresh token of the client works without being used; null for ever.
    public @Nullable Duration refreshIdleLifetime(Client client) {
        return limit(client.tokens().lifetimes().refreshIdle(), refreshIdleLifetime);
    }

    /// How access tokens of the client are told from ID tokens.
    public AccessTokenType accessTokenType(Client client) {
        return switch (client.tokens().accessTokenForm()) {
            case null -> accessTokenType;
            case OF_DEX -> AccessTokenType.NONE;
            case AT_JWT -> AccessTokenType.AT_JWT;
        };
    }

    private static Duration unlessNull(@Nullable Duration ofClient, Duration ofAll) {
        return ofClient == null ? ofAll : ofClient;
    }

    private static @Nullable Duration limit(@Nullable Duration ofClient, @Nullable Duration ofAll) {
        if (ofClient == null) {
            return ofAll;
        }
        return ofClient.isZero() ? null : ofClient;
    }

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

    /// What becomes of a grant when an authorization code or a refresh token of it is shown again, later than two
    /// attempts of one client can cross. The copy is refused in any case.
    public enum Copies {
        /// It ends: one of the two who have it is a thief (RFC 6749, section 4.1.2; RFC 9700, section 4.14.2).
        END_THE_GRANT,
        /// Nothing, as in dex.
        CHANGE_NOTHING
    }
}
