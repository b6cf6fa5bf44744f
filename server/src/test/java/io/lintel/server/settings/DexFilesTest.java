package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.server.settings.StorageSettings.Sqlite3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file written for dex starts unchanged if it uses only what there is.
final class DexFilesTest {

    private final Path directory;

    DexFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void developmentFileStarts() {
        var settings = load("development.yaml").settings();

        assertThat(settings.issuer().value()).isEqualTo("http://127.0.0.1:5556/dex");
        assertThat(settings.storage()).isEqualTo(new Sqlite3("examples/dex.db", Sqlite3.Synchronous.FULL));
        assertThat(settings.enablePasswordDb()).isTrue();
        assertThat(settings.staticPasswords()).singleElement().satisfies(password -> assertThat(password.groups())
                .containsExactly("team-a", "team-a/admins"));
        assertThat(settings.connectors()).singleElement().satisfies(connector -> {
            assertThat(connector.id()).isEqualTo(new ConnectorId("mock"));
            assertThat(connector.type()).isEqualTo("mockCallback");
        });
        assertThat(settings.compatibility()).isEqualTo(Compatibility.DEFAULT);
        assertThat(settings.sessions()).isNull();
        assertThat(settings.encryptionKey()).isNull();
    }

    @Test
    @Tag("SEC-M5")
    void knownExampleSecretsAreWarnings() {
        assertThat(warnings("development.yaml"))
                .containsExactly(
                        "config.yaml:47: staticClients[0].secret: is printed in the documentation of dex: everybody knows "
                                + "it, choose another one",
                        "config.yaml:53: staticClients[1].redirectURIs[0]: has no effect: the device flow needs no "
                                + "redirect URI",
                        "config.yaml:66: staticPasswords[0].hash: is printed in the documentation of dex: everybody knows "
                                + "the password");
    }

    @Test
    void fileWithADirectoryStarts() {
        var connector = load("directory.yaml").settings().connectors().getFirst();

        assertThat(connector.type()).isEqualTo("ldap");
        assertThat(connector.config().entries().keySet())
                .containsExactly(
                        "host", "insecureNoSSL", "bindDN", "bindPW", "usernamePrompt", "userSearch", "groupSearch");
        assertThat(connector.toString()).doesNotContain("admin");
    }

    @Test
    void jsonStarts() {
        var loaded = load("same.json");

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.settings().connectors().getFirst().name()).isEqualTo("Exämple 😀");
        assertThat(loaded.settings().issuer().value()).isEqualTo("http://127.0.0.1:5556/dex");
    }

    @Test
    void everyKeyThereIsStartsAndPassesTheCheck() {
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        var loaded = new Written(directory)
                .checking()
                .with(Map.of("DB_PASSWORD", "hush", "SEALING_KEY", key, "ADMIN_PASSWORD", "hush", "TILL_ID", "till"))
                .load(AllKeys.FILE);

        assertThat(loaded.warnings()).isEmpty();
        var settings = loaded.settings();
        assertThat(settings.compatibility()).isEqualTo(Compatibility.STRICT);
        assertThat(settings.encryptionKey()).isEqualTo(SealingKey.of(new byte[32]));
        assertThat(settings.storage()).isInstanceOfSatisfying(StorageSettings.Postgres.class, postgres -> assertThat(
                        postgres.server().password())
                .isEqualTo(Secret.of("hush")));
        assertThat(settings.staticClients()).extracting(StaticClient::id).isEqualTo(List.of("shop", "till"));
        assertThat(settings.toString()).doesNotContain("hush").doesNotContain("4f2c7a52d9d6d7f1");
    }

    @Test
    void keysMatchWithoutRegardToCase() {
        var settings = new Written(directory).settings("""
                ISSUER: https://login.example.org
                Storage: {Type: memory}
                web: {HTTP: 127.0.0.1:5556}
                ENABLEPASSWORDDB: yes
                staticclients: [{ID: shop, Name: Shop, Public: on, redirecturis: [https://shop.example/cb]}]
                """);

        assertThat(settings.staticClients().getFirst().redirectUris()).containsExactly("https://shop.example/cb");
        assertThat(settings.enablePasswordDb()).isTrue();
    }

    @Test
    void unknownKeysAreWarningsUnlessToldOtherwise() {
        var text = Written.LEAST + """
                oidc: {}
                signer: {type: local, size: 4, config: {keysRotationPeriod: 1h, bits: 4096}}
                """;
        assertThat(new Written(directory).warnings(text)).hasSize(3).allSatisfy(warning -> assertThat(warning)
                .contains("is an unknown key and has no effect (there are: "));
        assertThat(new Written(directory)
                        .with(Map.of("DEX_CONFIG_DISALLOW_UNKNOWN_FIELDS", "true"))
                        .mistakes(text))
                .singleElement()
                .asString()
                .startsWith("config.yaml:5: oidc: is an unknown key (there are: issuer, compatibility, expiry, ");
        assertThat(new Written(directory).checking().mistakes(text)).hasSize(3);
    }

    private List<String> warnings(String name) {
        return new Written(directory).warnings(text(name));
    }

    private Loaded load(String name) {
        return new Written(directory).load(text(name));
    }

    private static String text(String name) {
        try (var content = Objects.requireNonNull(DexFilesTest.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
