package io.lintel.server.settings;

import io.lintel.client.TokenLifetimes;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.SealingKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        FeatureFlags flags) {

    public Settings {
        connectors = List.copyOf(connectors);
        staticClients = List.copyOf(staticClients);
        staticPasswords = List.copyOf(staticPasswords);
    }

    /// How long the ID tokens and access tokens live of the client whose live longest.
    public Duration longestTokenLifetime() {
        return lifetimes()
                .flatMap(client -> Stream.of(client.idToken(), client.accessToken()))
                .filter(Objects::nonNull)
                .reduce(expiry.idTokens(), Settings::longer);
    }

    /// How long the refresh tokens live without being used of the client whose live longest; null for ever.
    public @Nullable Duration longestRefreshIdleLifetime() {
        var ofAll = expiry.refreshTokens().validIfNotUsedFor();
        var ofClients = lifetimes()
                .map(TokenLifetimes::refreshIdle)
                .filter(Objects::nonNull)
                .toList();
        return ofAll == null || ofClients.stream().anyMatch(Duration::isZero)
                ? null
                : ofClients.stream().reduce(ofAll, Settings::longer);
    }

    private Stream<TokenLifetimes> lifetimes() {
        return staticClients.stream().map(client -> client.tokens().lifetimes());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
