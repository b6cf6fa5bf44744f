package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People come from a second server of ours that knows a public key of this one, and no secret (RFC 7523, section 2.2).
final class OidcKeyLoginTest {

    private static final RSAKey RSA = rsa();
    private static final ECKey EC = ec();

    private final Path folder;

    OidcKeyLoginTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private String pem(PrivateKey key) {
        try {
            return Files.writeString(
                            folder.resolve(key.getAlgorithm() + ".pem"),
                            "-----BEGIN PRIVATE KEY-----\n"
                                    + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                                    + "\n-----END PRIVATE KEY-----\n")
                    .toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String known(JWK key) {
        return "tokenEndpointAuthMethod: private_key_jwt, jwks: " + new JWKSet(key.toPublicJWK());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\nclientAssertionKeyID: ec"})
    void keyProvesWhoWeAre(String id) throws JOSEException {
        var ours = "clientAssertionKey: \"" + pem(EC.toPrivateKey()) + "\"" + id;
        try (var upstream = new UpstreamLintel(ours, known(EC));
                var server = TestServer.start(upstream.downstream(""));
                var browser = new TestBrowser()) {
            upstream.start(server);
            var shop = new Shop(server, browser);

            var consent = comeBack(upstream, shop, browser);
            var approved = browser.submit(consent, Map.of("approval", "approve"));
            var tokens = shop.token(shop.redemption(TestBrowser.answer(approved).getOrDefault("code", "")));
            assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);

            var refreshed = shop.token(
                    Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token")));
            assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
        }
    }

    @Test
    void keyThatTheUpstreamDoesNotKnowLetsNobodyIn() throws JOSEException {
        var ours = "clientAssertionKey: \"" + pem(RSA.toPrivateKey()) + "\"";
        try (var upstream = new UpstreamLintel(ours, known(EC));
                var server = TestServer.start(upstream.downstream(""));
                var browser = new TestBrowser()) {
            upstream.start(server);

            var page = comeBack(upstream, new Shop(server, browser), browser);

            assertThat(page.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(page.headers().firstValue("Location")).isEmpty();
        }
    }

    /// The page after the upstream has sent Alice's browser back.
    private static HttpResponse<String> comeBack(UpstreamLintel upstream, Shop shop, TestBrowser browser) {
        var away = TestBrowser.location(shop.begin("/auth/up", Map.of()));
        return browser.follow(browser.get(TestBrowser.location(upstream.aliceComes(away))));
    }
}
