package io.lintel.server.settings;

import static java.util.stream.Collectors.toSet;

import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientPages;
import io.lintel.server.settings.StaticClient.RefreshTokenLifetime;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the clients a file registers.
final class StaticClientReading {

    private static final Set<String> WEB = Set.of("http", "https");

    private final RedirectUriCheck redirects;
    private final LogoutReading logout;
    private final FromEnvironment environment;
    private final SecretReading secrets;
    private final Set<String> connectorIds;
    private final Set<String> authenticatorIds;
    private final boolean sessionsAreOn;

    StaticClientReading(
            RedirectUriCheck redirects,
            FromEnvironment environment,
            Set<String> connectorIds,
            MfaSettings mfa,
            @Nullable SessionsSettings sessions) {
        this.redirects = redirects;
        this.logout = new LogoutReading(redirects);
        this.environment = environment;
        this.secrets = new SecretReading(environment, "secret");
        this.connectorIds = Set.copyOf(connectorIds);
        this.authenticatorIds = mfa.authenticators().stream()
                .map(authenticator -> authenticator.id().value())
                .collect(toSet());
        this.sessionsAreOn = sessions != null;
    }

    StaticClient read(Section section) {
        var id = environment.either(section, "id", "idEnv");
        if (id.isEmpty() && section.text("idEnv").isEmpty()) {
            section.mistake("id", "is missing: a client needs id or idEnv");
        }
        var isPublic = section.flag("public", false);
        var secret = secrets.read(section);
        var authentication = ClientAuthenticationReading.read(section, secret, isPublic);
        if (!isPublic
                && !secrets.isToldIn(section)
                && authentication.method() != ClientAuthenticationMethod.PRIVATE_KEY_JWT) {
            section.mistake("secret", "is missing: a client that is not public needs secret, secretEnv or secretFile");
        }
        if (WellKnownSecrets.isClientSecret(secret.reveal())) {
            section.warn("secret", "is printed in the documentation of dex: everybody knows it, choose another one");
        }
        var redirectUris = redirectUris(section);
        var lifetime =
                section.choice("refreshTokenLifetime", RefreshTokenLifetime.STANDALONE, RefreshTokenLifetime::word);
        warnWithoutSessions(section, "refreshTokenLifetime", lifetime == RefreshTokenLifetime.SESSION);
        warnWithoutSessions(
                section, "ssoSharedWith", !section.texts("ssoSharedWith").isEmpty());
        return new StaticClient(
                id,
                secret,
                section.requiredText("name", "is missing: a client needs a name, which end-users are shown"),
                section.parsed("logoURL", StaticClientReading::logo),
                redirectUris,
                logout.read(section, redirectUris),
                lifetime,
                section.texts("trustedPeers"),
                isPublic,
                allowedConnectors(section),
                section.has("mfaChain") ? mfaChain(section) : null,
                section.has("ssoSharedWith") ? section.texts("ssoSharedWith") : null,
                section.section("clientCredentialsClaims", claims -> claims.texts("groups")),
                TokenSettingsReading.read(section, redirectUris),
                authentication,
                RequestRulesReading.read(section),
                new ClientPages(
                        section.parsed("policyURL", StaticClientReading::page),
                        section.parsed("tosURL", StaticClientReading::page)));
    }

    private void warnWithoutSessions(Section section, String key, boolean isSaid) {
        if (isSaid && !sessionsAreOn) {
            section.warn(key, "has no effect while sessions are off");
        }
    }

    private static URI logo(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is not a URL: " + Place.printable(malformed.getReason()), malformed);
        }
    }

    private static URI page(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && WEB.contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new IllegalArgumentException("is not an http or https URL");
    }

    private List<String> redirectUris(Section section) {
        return section.scalars("redirectURIs").stream()
                .filter(uri -> {
                    if (redirects.isDeviceCallback(uri.text())) {
                        section.mistakes().warn(uri.place(), "has no effect: the device flow needs no redirect URI");
                        return false;
                    }
                    redirects.check(uri, section.mistakes());
                    return true;
                })
                .map(Node.Scalar::text)
                .toList();
    }

    private List<String> allowedConnectors(Section section) {
        var allowed = section.scalars("allowedConnectors");
        for (var id : allowed) {
            if (!connectorIds.contains(id.text())) {
                section.mistakes().warn(id.place(), "names no connector: " + Place.printable(id.text()));
            }
        }
        return allowed.stream().map(Node.Scalar::text).toList();
    }

    private List<String> mfaChain(Section section) {
        var chain = section.scalars("mfaChain");
        MfaSettings.requireKnown(chain, authenticatorIds, section.mistakes());
        return chain.stream().map(Node.Scalar::text).toList();
    }
}
