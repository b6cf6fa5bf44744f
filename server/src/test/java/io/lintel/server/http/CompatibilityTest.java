package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.http.CompatibilityProbe.Asked;
import io.lintel.signing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the word of `compatibility` decides, seen from outside.
final class CompatibilityTest {

    /// Every numbered requirement whose form depends on that word, by a question or more, and what the server that
    /// is asked says: with `dex`, with `default`, and with `strict`.
    private static final String TABLE = """
            A8  | PUBLIC_CLIENT_WITHOUT_A_CHALLENGE            | taken    | taken   | refused
            A8  | CHALLENGE_BY_THE_METHOD_PLAIN                | taken    | taken   | refused
            A8  | CHALLENGE_WITHOUT_A_METHOD                   | taken    | taken   | refused
            A8  | METHOD_PLAIN_IN_DISCOVERY                    | named    | named   | missing
            A12 | HTTP_REDIRECT_URI_TO_ANOTHER_MACHINE         | starts   | starts  | refused
            A12 | HTTP_REDIRECT_URI_TO_THIS_MACHINE            | starts   | starts  | starts
            B2  | ACCESS_TOKEN_AFTER_ITS_CODE_CAME_AGAIN       | lives    | ended   | ended
            B2  | REFRESH_TOKEN_AFTER_ITS_CODE_CAME_AGAIN      | lives    | ended   | ended
            B7  | ID_TOKEN_AT_USERINFO                         | answered | answered| refused
            B7  | TYPE_OF_AN_ACCESS_TOKEN                      | none     | none    | at+jwt
            B12 | INTROSPECTION_BY_ANYBODY                     | answered | refused | refused
            C2  | SUCCESSOR_OF_A_REFRESH_TOKEN_THAT_CAME_AGAIN | lives    | ended   | ended
            D1  | LOGIN_FORM_IN_ANOTHER_BROWSER                | refused  | refused | refused
            D1  | CALLBACK_IN_ANOTHER_BROWSER                  | refused  | refused | refused
            D6  | CONTENT_SECURITY_POLICY_OF_A_PAGE            | missing  | sent    | sent
            D6  | FRAME_OPTIONS_OF_A_MISSING_PAGE              | missing  | sent    | sent
            D6  | HEADER_THAT_WAS_CONFIGURED                   | sent     | sent    | sent
            F1  | SUBJECT_TOKEN_FOR_THIS_CLIENT                | taken    | taken   | taken
            F1  | SUBJECT_TOKEN_FOR_ANOTHER_CLIENT             | taken    | refused | refused
            I2  | UPSTREAM_ID_TOKEN_WITH_ITS_NONCE             | taken    | taken   | taken
            I2  | UPSTREAM_ID_TOKEN_WITHOUT_A_NONCE            | taken    | refused | refused
            I2  | UPSTREAM_ID_TOKEN_WITH_ANOTHER_NONCE         | refused  | refused | refused
            J4  | LDAP_WITHOUT_TLS_BESIDE_START_TLS            | offered  | closed  | closed
            K6  | HONEST_SAML_RESPONSE                         | taken    | taken   | taken
            K6  | SAML_RESPONSE_SIGNED_WITH_SHA_1              | taken    | refused | refused
            K7  | SAML_RESPONSE_FOR_NO_AUDIENCE                | taken    | refused | refused
            K7  | SAML_RESPONSE_FOR_ANOTHER_AUDIENCE           | refused  | refused | refused
            """;

    /// A key that is made at once.
    private static final String ES256 = "signer: {type: local, config: {keysRotationPeriod: 6h, algorithm: ES256}}\n";

    private static final Pattern TOLD = Pattern.compile("(?m)^\\| SEC-([A-Z]\\d+):? ");

    private static final TellingProvider TELLING = new TellingProvider();

    private static Asked dex;
    private static Asked byDefault;
    private static Asked strict;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var provider = new SamlSigner(folder);
        var now = Instant.now();
        dex = Asked.start(text("dex", provider), new SettableClock(now), provider, TELLING);
        byDefault = Asked.start(text("default", provider), new SettableClock(now), provider, TELLING);
        strict = Asked.start(text("strict", provider), new SettableClock(now), provider, TELLING);
    }

    @AfterAll
    static void stop() {
        dex.close();
        byDefault.close();
        strict.close();
        TELLING.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    @Tag("SEC-A8")
    @Tag("SEC-A12")
    @Tag("SEC-B2")
    @Tag("SEC-B7")
    @Tag("SEC-B12")
    @Tag("SEC-C2")
    @Tag("SEC-D1")
    @Tag("SEC-D6")
    @Tag("SEC-F1")
    @Tag("SEC-I2")
    @Tag("SEC-J4")
    @Tag("SEC-K6")
    @Tag("SEC-K7")
    void oldFormIsThereForWhoeverAsksForIt(
            String mark, CompatibilityProbe probe, String withDex, String withDefault, String withStrict) {
        assertThat(Map.of("dex", probe.ask(dex), "default", probe.ask(byDefault), "strict", probe.ask(strict)))
                .isEqualTo(Map.of("dex", withDex, "default", withDefault, "strict", withStrict));
    }

    /// Each has a line that says what it is and why.
    @Test
    void everyMarkIsToldToWhoeverComesFromDex() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "migrating-from-dex.md"));
        var told = TOLD.matcher(document).results().map(line -> line.group(1)).collect(Collectors.toSet());
        var tried = Stream.of(TABLE.split("\n", -1))
                .map(row -> row.split("\\|", -1)[0].strip())
                .filter(mark -> !mark.isEmpty())
                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(tried);
    }

    @ParameterizedTest
    @CsvSource({"dex, 29, true", "dex, 31, false", "default, 9, true", "default, 11, false", "strict, 11, false"})
    @Tag("SEC-B1")
    void lifeOfACode(String word, int minutes, boolean redeemed) {
        var clock = new SettableClock(Instant.now());
        try (var server = TestServer.start(text(word) + ES256, clock);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            shop.token(shop.redemption(code(shop)));
            var code = code(shop);
            clock.advance(Duration.ofMinutes(minutes));

            assertThat(shop.token(shop.redemption(code)).statusCode() == 200).isEqualTo(redeemed);
        }
    }

    private static String code(Shop shop) {
        return TestBrowser.answer(shop.begin("/auth/mock", Map.of())).getOrDefault("code", "");
    }

    private static String text(String word) {
        return TestServer.STANDARD + "compatibility: " + word + "\noauth2: {skipApprovalScreen: true}\n";
    }

    private static String text(String word, SamlSigner provider) {
        return text(word)
                .replace(
                        "@PORT@\"}\ntelemetry", "@PORT@\", headers: {Strict-Transport-Security: max-age=1}}\ntelemetry")
                .replace("enablePasswordDB:", """
                          - id: saml
                            type: saml
                            name: SAML
                            config:
                              entityIssuer: https://login.example.org/saml
                              ssoIssuer: https://idp.example.org/
                              ssoURL: https://idp.example.org/sso
                              ca: %s
                              redirectURI: "@ISSUER@/callback"
                              usernameAttr: name
                              emailAttr: mail
                          - id: op
                            type: oidc
                            name: OpenID provider
                            config:
                              issuer: %s
                              clientID: lintel
                              clientSecret: secret-of-lintel
                              redirectURI: "@ISSUER@/callback"
                          - id: directory
                            type: ldap
                            name: Directory
                            config:
                              host: 127.0.0.1:9
                              insecureNoSSL: true
                              startTLS: true
                              userSearch: {baseDN: "dc=example,dc=org", username: uid, idAttr: uid, emailAttr: mail}
                        enablePasswordDB:""".formatted(provider.certificate(), TELLING.issuer()));
    }
}
