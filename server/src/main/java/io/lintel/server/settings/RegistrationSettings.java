package io.lintel.server.settings;

import io.lintel.oauth2.GrantType;
import io.lintel.registration.InitialAccessToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How clients may become known that are not in the file.
///
/// @param enabled whether clients may register with an initial access token
/// @param scopes null for all there are
/// @param redirectHosts the only ones that a redirect URI with https may have; empty for all
/// @param trustedHosts that clients may lead the server to although they are not public
/// @param rootCa authorities that are trusted there besides the JVM's; null for none
/// @param maxClients how many may be registered
/// @param showLogos whether pages show the logos of clients that are not in the file
/// @param documents whether a client's id may be the address of a document about it
/// @param documentHosts the only ones where such a document may be; empty for all
public record RegistrationSettings(
        boolean enabled,
        List<InitialAccessToken> initialAccessTokens,
        Set<GrantType> grantTypes,
        @Nullable List<String> scopes,
        List<String> redirectHosts,
        List<String> trustedHosts,
        @Nullable String rootCa,
        int maxClients,
        boolean showLogos,
        boolean documents,
        List<String> documentHosts) {

    static final Set<GrantType> GRANT_TYPES = Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);

    public RegistrationSettings {
        initialAccessTokens = List.copyOf(initialAccessTokens);
        grantTypes = Set.copyOf(grantTypes);
        scopes = scopes == null ? null : List.copyOf(scopes);
        redirectHosts = List.copyOf(redirectHosts);
        trustedHosts = List.copyOf(trustedHosts);
        documentHosts = List.copyOf(documentHosts);
    }
}
