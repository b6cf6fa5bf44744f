package io.lintel.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command `saml-check`, with a response that was signed by xmlsec1 once.
@Tag("SEC-K13")
final class SamlCheckTest {

    private static final String ACCEPTED = "{\"accepted\":true,\"reason\":null,\"identity\":{\"userId\":\"alice\","
            + "\"username\":\"Alice Liddell\",\"preferredUsername\":null,\"email\":\"alice@example.org\","
            + "\"emailVerified\":true,\"groups\":[\"readers\",\"authors\"]}}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] response = {};

    @BeforeEach
    void write() throws IOException {
        response = resource("response.xml");
        Files.write(folder.resolve("provider.crt"), resource("provider.crt"));
        Files.writeString(folder.resolve("config.yaml"), """
                issuer: https://login.example.org
                storage:
                  type: memory
                web:
                  http: 127.0.0.1:0
                enablePasswordDB: true
                connectors:
                  - type: mockCallback
                    id: mock
                    name: Mock
                  - type: saml
                    id: corp
                    name: Corporate account
                    config:
                      entityIssuer: https://login.example.org/saml
                      redirectURI: https://login.example.org/callback
                      ssoIssuer: https://idp.example.org/metadata
                      ssoURL: https://idp.example.org/sso
                      ca: %s
                      usernameAttr: name
                      emailAttr: mail
                      groupsAttr: groups
                """.formatted(folder.resolve("provider.crt")));
    }

    @Test
    void acceptedResponseTellsWhoItIs() {
        assertThat(check(response, arguments())).isZero();
        assertThat(text(out)).isEqualTo(ACCEPTED);
    }

    @Test
    void formFieldIsReadAsWellAndAgain() {
        var field = Base64.getMimeEncoder().encode(response);

        assertThat(check(field, arguments())).isZero();
        assertThat(check(field, arguments("--input", "-"))).isZero();
        assertThat(text(out)).isEqualTo(ACCEPTED + ACCEPTED);
    }

    @Test
    void responseMayBeInAFile() throws IOException {
        var file = Files.write(folder.resolve("response.txt"), response);

        assertThat(check(new byte[0], arguments("--input", file.toString()))).isZero();
        assertThat(text(out)).isEqualTo(ACCEPTED);
    }

    @Test
    void refusedResponseTellsTheReasonAndNothingOfThePerson() {
        assertThat(check(changed("alice", "mallory"), arguments())).isOne();
        assertThat(text(out)).isEqualTo("{\"accepted\":false,\"reason\":\"signature_invalid\",\"identity\":null}\n");
        assertThat(text(err)).doesNotContain("mallory");
    }

    @Test
    void timeAndRequestAreThoseOfTheCommand() {
        check(response, with(arguments(), "--time", "2026-03-01T12:05:30Z"));
        check(response, with(arguments(), "--time", "2026-03-01T11:58:29Z"));
        check(response, with(arguments(), "--request-id", "_Another-one"));
        check(response, with(arguments(), "--request-id", ""));

        assertThat(text(out).lines())
                .map(line -> line.replaceAll(".*\"reason\":\"([a-z_]+)\".*", "$1"))
                .containsExactly("expired", "not_yet_valid", "in_response_to", "in_response_to");
    }

    @Test
    void whatIsNoResponseIsRefusedNotUnusable() {
        assertThat(check(new byte[0], arguments())).isOne();
        assertThat(check("nonsense".getBytes(UTF_8), arguments())).isOne();
        assertThat(check(new byte[2_000_000], arguments())).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "--connector", "--request-id", "--time"})
    void commandThatIsNotWholeIsUnusable(String missing) {
        var arguments = new ArrayList<>(arguments());
        var at = arguments.indexOf(missing);
        arguments.remove(at);
        arguments.remove(at);

        assertUnusable(arguments);
    }

    @Test
    void commandThatIsMistakenIsUnusable() {
        assertUnusable(with(arguments(), "--time", "noon"));
        assertUnusable(with(arguments(), "--connector", "other"));
        assertUnusable(with(arguments(), "--connector", "mock"));
        assertUnusable(with(arguments(), "--config", folder.resolve("none.yaml").toString()));
        assertUnusable(arguments("--input", folder.resolve("none.xml").toString()));
        assertUnusable(arguments("--output", "x"));
        assertUnusable(arguments("--input"));
        assertUnusable(arguments("--time", "2026-03-01T12:00:00Z"));
    }

    private void assertUnusable(List<String> arguments) {
        out.reset();
        err.reset();

        assertThat(check(response, arguments)).as(arguments.toString()).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).isNotBlank();
    }

    private int check(byte[] input, List<String> arguments) {
        return new SamlCheck(
                        Map.of(),
                        new ByteArrayInputStream(input),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(arguments);
    }

    private List<String> arguments(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--config",
                folder.resolve("config.yaml").toString(),
                "--connector",
                "corp",
                "--request-id",
                "arequestthatwasmade",
                "--time",
                "2026-03-01T12:00:30Z"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static List<String> with(List<String> arguments, String option, String value) {
        var changed = new ArrayList<>(arguments);
        changed.set(changed.indexOf(option) + 1, value);
        return changed;
    }

    private byte[] changed(String old, String replacement) {
        return new String(response, UTF_8).replace(old, replacement).getBytes(UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = SamlCheckTest.class.getResourceAsStream("saml/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
