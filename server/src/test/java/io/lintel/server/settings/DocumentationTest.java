package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference tells every key, and its example starts.
final class DocumentationTest {

    /// An unknown key in every block that works today; the mistake about it lists the keys there are.
    private static final String UNKNOWN_EVERYWHERE = """
            x: 1
            issuer: https://login.example.org
            storage: {x: 1, type: sqlite3, config: {x: 1, file: f}}
            web: {x: 1, http: ':1', headers: {x: 1}, clientRemoteIP: {x: 1}}
            telemetry: {x: 1}
            oauth2: {x: 1, pkce: {x: 1}, pushedAuthorizationRequests: {x: 1}, device: {x: 1}}
            throttle: {x: 1}
            expiry: {x: 1, refreshTokens: {x: 1}}
            logger: {x: 1}
            frontend: {x: 1}
            signer: {x: 1, type: local, config: {x: 1, keysRotationPeriod: 6h}}
            connectors:
              - {x: 1, id: a, type: t, name: A, limits: {x: 1}, mapping: {x: 1, groups: {x: 1}, claims: {x: 1}}}
              - {id: b, type: t, name: B, mapping: {groups: {rename: [{x: 1, from: a, to: b}]}}}
            staticClients: [{x: 1, id: a, name: A, public: true, clientCredentialsClaims: {x: 1}}]
            registration: {x: 1, initialAccessTokens: [{x: 1, id: a}], metadataDocuments: {x: 1}}
            enablePasswordDB: true
            staticPasswords: [{x: 1, email: a@b, userID: u, hash: h, claims: {x: 1, address: {x: 1}}}]
            """;

    private static final Pattern KEYS = Pattern.compile("is an unknown key \\(there are: (.*)\\)");

    private final Written written;

    DocumentationTest(@TempDir Path directory) {
        this.written = new Written(directory).checking();
    }

    @Test
    void everyKeyIsTold() throws IOException {
        var reference = reference();
        var keys = Stream.of(
                        UNKNOWN_EVERYWHERE,
                        UNKNOWN_EVERYWHERE.replace("sqlite3", "postgres").replace("file: f", "ssl: {x: 1}"))
                .flatMap(text -> written.mistakes(text).stream())
                .map(KEYS::matcher)
                .filter(matcher -> matcher.find())
                .flatMap(matcher -> Stream.of(matcher.group(1).split(", ")))
                .distinct()
                .toList();

        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(keys)
                .filteredOn(key -> !Pattern.compile("`(?:[A-Za-z]+\\.)?" + Pattern.quote(key) + "[`.]")
                        .matcher(reference)
                        .find())
                .isEmpty();
    }

    @Test
    void exampleStarts() throws IOException {
        var reference = reference();
        var start = reference.indexOf("```yaml\n") + "```yaml\n".length();
        var example = reference.substring(start, reference.indexOf("```", start));
        var loaded = written.with(Map.of(
                        "SHOP_SECRET", "4f2c7a52d9d6d7f1",
                        "IDA_HASH", "$2y$10$abcdefghijklmnopqrstuvwxyz./ABCDEFGHIJKLMNOPQRSTUVWXY"))
                .load(example);

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.settings().staticPasswords()).hasSize(1);
    }

    private static String reference() throws IOException {
        return Files.readString(Path.of("..", "docs", "configuration.md"));
    }
}
