package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.signing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the word of `compatibility` decides, seen from outside.
final class CompatibilityTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    /// A key that is made at once.
    private static final String ES256 = "signer: {type: local, config: {keysRotationPeriod: 6h, algorithm: ES256}}\n";

    private static final String PLAIN = "c".repeat(43);

    @ParameterizedTest
    @CsvSource({"dex, true, true", "default, true, true", "strict, false, false"})
    @Tag("SEC-A8")
    void publicClientWithoutPkceAndTheMethodPlain(String word, boolean withoutPkce, boolean plain) {
        try (var server = start(word);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var app = Map.of("client_id", "app", "redirect_uri", "https://app.example/callback");

            assertThat(isTaken(shop, app)).isEqualTo(withoutPkce);
            assertThat(isTaken(shop, Map.of("code_challenge", PLAIN, "code_challenge_method", "plain")))
                    .isEqualTo(plain);
            assertThat(isTaken(shop, Map.of("code_challenge", PLAIN))).isEqualTo(plain);
            assertThat(browser.get(server.at("/.well-known/openid-configuration"))
                            .body()
                            .contains("\"plain\""))
                    .isEqualTo(plain);
            assertThat(isTaken(shop, Map.of())).as("a confidential client").isTrue();
            assertThat(isTaken(shop, Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"dex, true", "default, true", "strict, false"})
    @Tag("SEC-A12")
    void plainHttpBeyondTheOwnMachine(String word, boolean starts) {
        var text = text(word).replace("https://app.example/callback", "http://app.example/callback");
        var loopback = text(word).replace("https://app.example/callback", "http://127.0.0.1:8000/callback");

        var failure = catchThrowable(() -> TestServer.start(text).close());

        assertThat(failure == null).isEqualTo(starts);
        if (failure != null) {
            assertThat(failure).isInstanceOf(InvalidSettings.class).hasMessageContaining("redirectURIs[0]");
        }
        TestServer.start(loopback).close();
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

    private static boolean isTaken(Shop shop, Map<String, String> other) {
        var answer = TestBrowser.answer(shop.begin("/auth/mock", other));
        assertThat(answer.getOrDefault("error", "invalid_request")).isEqualTo("invalid_request");
        return answer.containsKey("code");
    }

    private static TestServer start(String word) {
        return TestServer.start(text(word));
    }

    private static String text(String word) {
        return TestServer.STANDARD + "compatibility: " + word + "\noauth2: {skipApprovalScreen: true}\n";
    }
}
