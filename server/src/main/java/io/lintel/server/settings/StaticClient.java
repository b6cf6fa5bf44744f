package io.lintel.server.settings;

import io.lintel.client.AuthenticationSettings;
import io.lintel.client.ClientPages;
import io.lintel.client.LogoutSettings;
import io.lintel.client.RequestRules;
import io.lintel.client.TokenSettings;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that the file registers.
///
/// @param secret empty if the client is public and has none
/// @param redirectUris exactly as they must be asked for
/// @param logout what is to happen when a session ends
/// @param trustedPeers clients that may ask for tokens for this one
/// @param allowedConnectors by their ids; empty for all
/// @param mfaChain null for the default of all clients, empty for no second factor
/// @param ssoSharedWith null for the default of all clients, empty for nobody
/// @param clientCredentialsGroups the claim `groups` of tokens the client gets for itself
/// @param tokens what its tokens look like
/// @param requests how the client must send its authorization requests
/// @param pages what end-users may read about it
public record StaticClient(
        String id,
        Secret secret,
        String name,
        @Nullable URI logoUrl,
        List<String> redirectUris,
        LogoutSettings logout,
        RefreshTokenLifetime refreshTokenLifetime,
        List<String> trustedPeers,
        boolean isPublic,
        List<String> allowedConnectors,
        @Nullable List<String> mfaChain,
        @Nullable List<String> ssoSharedWith,
        List<String> clientCredentialsGroups,
        TokenSettings tokens,
        AuthenticationSettings authentication,
        RequestRules requests,
        ClientPages pages) {

    /// What ends a refresh token.
    public enum RefreshTokenLifetime {
        /// its own limits
        STANDALONE("standalone"),
        /// the end of the session in which it was issued
        SESSION("session");

        private final String word;

        RefreshTokenLifetime(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public StaticClient {
        redirectUris = List.copyOf(redirectUris);
        trustedPeers = List.copyOf(trustedPeers);
        allowedConnectors = List.copyOf(allowedConnectors);
        mfaChain = mfaChain == null ? null : List.copyOf(mfaChain);
        ssoSharedWith = ssoSharedWith == null ? null : List.copyOf(ssoSharedWith);
        clientCredentialsGroups = List.copyOf(clientCredentialsGroups);
    }
}
