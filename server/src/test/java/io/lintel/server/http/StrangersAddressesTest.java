package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where clients that register themselves may lead the server.
@Tag("SEC-I6")
final class StrangersAddressesTest {

    private static final String INITIAL = "initial-access-token-of-a-partner";
    private static final String REDIRECTS = "\"redirect_uris\":[\"https://shop.example/callback\"]";

    private final RSAKey key;
    private final String settings;
    private final LoopbackUpstream upstream;

    StrangersAddressesTest(@TempDir Path directory) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        var keys = new JWKSet(key.toPublicJWK()).toString();
        upstream = LoopbackUpstream.start(asked -> switch (asked.path()) {
            case "/keys" -> Answer.json(200, keys);
            case "/sector" -> Answer.json(200, "[\"https://shop.example/callback\",\"https://b.example/\"]");
            case "/other" -> Answer.json(200, "[\"https://b.example/\"]");
            case "/moved" -> Answer.redirect(301, "/sector");
            default -> Answer.json(200, "{\"sector\":\"x\"}");
        });
        settings = TestServer.STANDARD + "registration: {enabled: true, rootCA: " + ca(directory)
                + ", initialAccessTokens: [{id: partner, token: " + INITIAL + "}]";
    }

    private static Path ca(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("ca.pem"), LoopbackCertificate.shared().pem());
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void sectorMustListAllRedirectUris() {
        try (var server = TestServer.start(settings + ", trustedHosts: [127.0.0.1]}\n")) {
            assertThat(register(server, sector("/sector")).statusCode()).isEqualTo(201);
            for (var path : new String[] {"/other", "/moved", "/none"}) {
                var refused = register(server, sector(path));
                assertThat(refused.statusCode()).as(path).isEqualTo(400);
                assertThat(refused.body()).contains("\"invalid_client_metadata\"");
            }
        }
    }

    @Test
    @Tag("SEC-G3")
    void publishedKeysOfATrustedHostVerify() throws Exception {
        try (var server = TestServer.start(settings + ", trustedHosts: [127.0.0.1]}\n")) {
            assertThat(tokenRequest(server, registerWithKeys(server))).contains("invalid_grant");
            assertThat(upstream.asked()).hasSize(1);
        }
    }

    @Test
    void hostThatIsNotPublicIsNeverAsked() throws Exception {
        try (var server = TestServer.start(settings + "}\n")) {
            assertThat(register(server, sector("/sector")).statusCode()).isEqualTo(400);
            assertThat(tokenRequest(server, registerWithKeys(server))).contains("invalid_client");
            assertThat(upstream.asked()).isEmpty();
        }
    }

    private String sector(String path) {
        return "{" + REDIRECTS + ",\"sector_identifier_uri\":\"" + upstream.at(path) + "\"}";
    }

    private String registerWithKeys(TestServer server) {
        var created = register(
                server,
                "{" + REDIRECTS + ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks_uri\":\""
                        + upstream.at("/keys") + "\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Shop.member(created, "client_id");
    }

    private String tokenRequest(TestServer server, String client) throws Exception {
        var proof = new PrivateKeyJWT(
                new ClientID(client), server.issuer(), JWSAlgorithm.RS256, key.toPrivateKey(), "k1", null);
        try (var browser = new TestBrowser()) {
            return browser.post(
                            server.at("/token"),
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    "none",
                                    "redirect_uri",
                                    Shop.REDIRECT_URI,
                                    "client_assertion_type",
                                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                    "client_assertion",
                                    proof.getClientAssertion().serialize()))
                    .body();
        }
    }

    private static HttpResponse<String> register(TestServer server, String body) {
        try (var browser = new TestBrowser()) {
            return browser.send(HttpRequest.newBuilder(server.at("/register"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + INITIAL)
                    .POST(BodyPublishers.ofString(body)));
        }
    }
}
