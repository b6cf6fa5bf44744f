package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import io.lintel.secret.SealingKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything an operator decides. Made by [SettingsFile], and then without a contradiction.
///
/// @param issuer its text is `iss`, byte for byte, and its path the prefix of every route
/// @param encryptionKey null to store secrets as they are
/// @param connectors in the order of the file; each id once
/// @param staticClients each id once
/// @param enablePasswordDb whether there is the connector `local`, which checks the passwords the server keeps
/// @param staticPasswords each address and each user id once
/// @param sessions null where they are switched off
public record Settings(
        Issuer issuer,
        Compatibility compatibility,
        StorageSettings storage,
        @Nullable SealingKey encryptionKey,
        WebSettings web,
        TelemetrySettings telemetry,
        OAuth2Settings oauth2,
        GrpcSettings grpc,
        ExpirySettings expiry,
        LoggerSettings logger,
        FrontendSettings frontend,
        SignerSettings signer,
        List<ConnectorDefinition> connectors,
        List<StaticClient> staticClients,
        boolean enablePasswordDb,
        List<StaticPassword> staticPasswords,
        @Nullable SessionsSettings sessions,
        MfaSettings mfa,
        RegistrationSettings registration,
        ThrottleSettings throttle,
        FeatureFlags flags) {

    public Settings {
        connectors = List.copyOf(connectors);
        staticClients = List.copyOf(staticClients);
        staticPasswords = List.copyOf(staticPasswords);
    }

    /// How long the ID tokens and access tokens live of the client whose live longest.
    public Duration longestTokenLifetime() {
        var longest = expiry.idTokens();
        for (var client : staticClients) {
            var lifetimes = client.tokens().lifetimes();
            longest = longer(longer(longest, lifetimes.idToken()), lifetimes.accessToken());
        }
        return longest;
    }

    /// How long the refresh tokens live without being used of the client whose live longest; null for ever.
    public @Nullable Duration longestRefreshIdleLifetime() {
        var longest = expiry.refreshTokens().validIfNotUsedFor();
        for (var client : staticClients) {
            var ofClient = client.tokens().lifetimes().refreshIdle();
            if (longest == null || (ofClient != null && ofClient.isZero())) {
                return null;
            }
            longest = longer(longest, ofClient);
        }
        return longest;
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other == null || other.compareTo(one) < 0 ? one : other;
    }
}
