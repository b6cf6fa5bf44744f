package io.lintel.client;

import io.lintel.oauth2.Resource;
import io.lintel.signing.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tokens of one client look like. Made by [#builder]; what is not said is as the server has it for all.
///
/// @param subject how the client is told who somebody is
/// @param idTokenAlgorithm what its ID tokens are signed with; null for the server's
/// @param userInfoAlgorithm what the answers of the userinfo endpoint are signed with; null for plain JSON
/// @param accessTokenForm null for the server's
/// @param scopeClaimsInIdToken whether ID tokens hold the claims that scopes ask for; the userinfo endpoint has them
///     in any case
/// @param lifetimes how long its tokens live
/// @param resources what it may ask access tokens for (RFC 8707)
/// @param resourceNames what end-users are told some of them are called
public record TokenSettings(
        SubjectType subject,
        @Nullable SigningAlgorithm idTokenAlgorithm,
        @Nullable SigningAlgorithm userInfoAlgorithm,
        @Nullable AccessTokenForm accessTokenForm,
        boolean scopeClaimsInIdToken,
        TokenLifetimes lifetimes,
        List<Resource> resources,
        Map<Resource, String> resourceNames) {

    private static final TokenSettings DEFAULTS = new TokenSettingsBuilder().build();

    public TokenSettings {
        resources = List.copyOf(resources);
        resourceNames = Map.copyOf(resourceNames);
    }

    /// What the access tokens of a client are.
    public enum AccessTokenForm {
        /// As dex has them: they say the same as an ID token.
        OF_DEX,
        /// JWT access tokens (RFC 9068), which say nothing of the end-user but `sub`.
        AT_JWT
    }

    /// Everything as the server has it.
    public static TokenSettings defaults() {
        return DEFAULTS;
    }

    public static TokenSettingsBuilder builder() {
        return new TokenSettingsBuilder();
    }
}
