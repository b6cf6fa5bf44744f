package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Secret;
import io.lintel.server.settings.ExpirySettings.RefreshTokens;
import io.lintel.server.settings.LoggerSettings.Format;
import io.lintel.server.settings.LoggerSettings.Level;
import io.lintel.signing.SigningAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The empty and the full text of each block that is small: a default that changes or a key that vanishes is
/// noticed.
final class SmallRecordsTest {

    @Test
    void emptyTelemetry() {
        assertThat(Yaml.read("", TelemetrySettings::read)).isEqualTo(new TelemetrySettings(null, false));
    }

    @Test
    void fullTelemetry() {
        assertThat(Yaml.read("{http: 0.0.0.0:5558, enableProfiling: true}", TelemetrySettings::read))
                .isEqualTo(new TelemetrySettings(new ListenAddress("0.0.0.0", 5558), true));
    }

    @Test
    void emptyExpiry() {
        assertThat(Yaml.read("", ExpirySettings::read))
                .isEqualTo(new ExpirySettings(
                        Duration.ofHours(6),
                        Duration.ofHours(24),
                        Duration.ofHours(24),
                        Duration.ofMinutes(5),
                        new RefreshTokens(false, Duration.ofSeconds(3), null, null)));
    }

    @Test
    void fullExpiry() {
        assertThat(Yaml.read("""
                signingKeys: 1h
                idTokens: 10m
                authRequests: 20m
                deviceRequests: 1m
                refreshTokens:
                  disableRotation: true
                  reuseInterval: 10s
                  absoluteLifetime: 3960h
                  validIfNotUsedFor: 2160h
                """, ExpirySettings::read))
                .isEqualTo(new ExpirySettings(
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(1),
                        new RefreshTokens(
                                true, Duration.ofSeconds(10), Duration.ofHours(3960), Duration.ofHours(2160))));
    }

    @Test
    void lifetimeOfZeroIsTheDefaultAndLimitOfZeroIsNone() {
        assertThat(Yaml.read("""
                idTokens: "0"
                authRequests: 0s
                deviceRequests: 0
                refreshTokens: {reuseInterval: 0s, absoluteLifetime: 0s, validIfNotUsedFor: "0"}
                """, ExpirySettings::read))
                .isEqualTo(new ExpirySettings(
                        Duration.ofHours(6),
                        Duration.ofHours(24),
                        Duration.ofHours(24),
                        Duration.ofMinutes(5),
                        new RefreshTokens(false, Duration.ZERO, null, null)));
    }

    @Test
    void emptyLogger() {
        assertThat(Yaml.read("", LoggerSettings::read))
                .isEqualTo(new LoggerSettings(Level.INFO, Format.TEXT, List.of()));
    }

    @Test
    void fullLogger() {
        assertThat(Yaml.read("{level: DEBUG, format: JSON, excludeFields: [email, groups]}", LoggerSettings::read))
                .isEqualTo(new LoggerSettings(Level.DEBUG, Format.JSON, List.of("email", "groups")));
    }

    @ParameterizedTest
    @CsvSource({
        "debug,DEBUG",
        "Info,INFO",
        "WARN,WARN",
        "error,ERROR",
        "warn+1,ERROR",
        "info-4,DEBUG",
        "info+3,WARN",
        "error+1,OFF",
        "debug-900,DEBUG"
    })
    void levelsMayHaveAnOffset(String text, Level level) {
        assertThat(Yaml.read("level: " + text, LoggerSettings::read).level()).isEqualTo(level);
    }

    @Test
    void emptyFrontend() {
        assertThat(frontend("", Map.of())).isEqualTo(new FrontendSettings(null, null, "Lintel", null, Map.of()));
    }

    @Test
    void fullFrontend(@TempDir Path directory) {
        var text = """
                dir: %s
                logoURL: https://example.org/logo.png
                issuer: Example
                theme: dark
                extra: {helpURL: https://example.org/help, Floor: 3}
                """.formatted(directory);

        assertThat(frontend(text, Map.of("DEX_FRONTEND_DIR", "/nowhere")))
                .isEqualTo(new FrontendSettings(
                        directory,
                        "https://example.org/logo.png",
                        "Example",
                        "dark",
                        Map.of("helpURL", "https://example.org/help", "Floor", "3")));
    }

    @Test
    void variableStandsInForMissingFrontendDir(@TempDir Path directory) {
        assertThat(frontend("", Map.of("DEX_FRONTEND_DIR", directory.toString()))
                        .dir())
                .isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dir: /nowhere",
                "theme: of-our-own",
                "logoURL: javascript:alert(1)",
                "extra: {helpURL: 'javascript:alert(1)'}"
            })
    void whatCannotBeShownIsAMistake(String text) {
        assertThat(Yaml.mistakes(text, (section, mistakes) -> FrontendSettings.read(section, Map.of())))
                .singleElement()
                .asString()
                .startsWith("yaml: cannot be shown: frontend.");
    }

    private static FrontendSettings frontend(String text, Map<String, String> environment) {
        return Yaml.read(text, section -> FrontendSettings.read(section, environment));
    }

    @Test
    void emptyGrpc() {
        assertThat(Yaml.read("", GrpcSettings::read)).isEqualTo(new GrpcSettings(null, null, null, false));
    }

    @Test
    void absentSignerRotatesAsExpirySays() {
        assertThat(signer("")).isEqualTo(new SignerSettings.Local(Duration.ofHours(6), SigningAlgorithm.RS256));
    }

    @Test
    void fullLocalSigner() {
        assertThat(signer("signer: {type: local, config: {keysRotationPeriod: 12h, algorithm: EdDSA}}"))
                .isEqualTo(new SignerSettings.Local(Duration.ofHours(12), SigningAlgorithm.EDDSA));
    }

    @Test
    void fullVaultSigner() {
        assertThat(signer("signer: {type: vault, config: {addr: https://v.example, token: $TOKEN, keyName: k}}"))
                .isEqualTo(new SignerSettings.Vault("https://v.example", Secret.of("hush"), "k"));
    }

    private static SignerSettings signer(String text) {
        var environment = Map.of("TOKEN", "hush");
        return Yaml.read(
                text, root -> SignerSettings.read(root, Duration.ofHours(6), Yaml.expansion(environment), environment));
    }

    @Test
    void emptySessions() {
        assertThat(Yaml.read("", SessionsSettings::read))
                .isEqualTo(new SessionsSettings(
                        "dex_session",
                        Duration.ofHours(24),
                        Duration.ofHours(1),
                        true,
                        Secret.empty(),
                        SessionsSettings.Sharing.NONE,
                        Duration.ofDays(365)));
    }

    @Test
    void fullSessions() {
        assertThat(Yaml.read("""
                cookieName: s
                absoluteLifetime: 8h
                validIfNotUsedFor: 30m
                rememberMeCheckedByDefault: false
                cookieEncryptionKey: 0123456789abcdef
                ssoSharedWithDefault: all
                rememberConsentFor: 720h
                """, SessionsSettings::read))
                .isEqualTo(new SessionsSettings(
                        "s",
                        Duration.ofHours(8),
                        Duration.ofMinutes(30),
                        false,
                        Secret.of("0123456789abcdef"),
                        SessionsSettings.Sharing.ALL,
                        Duration.ofHours(720)));
    }
}
