package io.lintel.server.http;

import static io.lintel.server.http.Registering.BODY;
import static io.lintel.server.http.Registering.INITIAL;
import static io.lintel.server.http.Registering.SETTINGS;
import static io.lintel.server.http.Registering.ask;
import static io.lintel.server.http.Registering.registered;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients register themselves and do what clients do (RFC 7591).
final class RegistrationTest {

    private static TestServer server;
    private static Registering registering;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + SETTINGS);
        registering = new Registering(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"})
    void stockClientRegistersAndLogsSomebodyIn(String method) throws Exception {
        var key = new RSAKeyGenerator(2048).keyID("k1").generate();
        var wanted = new OIDCClientMetadata();
        wanted.setRedirectionURI(URI.create(Shop.REDIRECT_URI));
        wanted.setName("Shop of " + method);
        wanted.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        wanted.setTokenEndpointAuthMethod(ClientAuthenticationMethod.parse(method));
        if (method.equals("private_key_jwt")) {
            wanted.setJWKSet(new JWKSet(key.toPublicJWK()));
        }

        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        var client = registered(new OIDCClientRegistrationRequest(
                        metadata.getRegistrationEndpointURI(), wanted, new BearerAccessToken(INITIAL))
                .toHTTPRequest()
                .send());
        assertThat(client.getOIDCMetadata().getName()).isEqualTo("Shop of " + method);
        assertThat(client.getSecret() != null).isEqualTo(method.startsWith("client_secret"));

        var answer =
                registering.redeem(client, key, registering.code(client.getID().getValue()));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    }

    @Test
    @Tag("SEC-B10")
    void answersAreNotCached() {
        var created = ask("POST", server.at("/register"), INITIAL, BODY);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(created.body()).contains("\"client_secret_expires_at\":0").contains("\"client_id_issued_at\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "initial-access-token-that-is-over"})
    void onlyTheHolderOfAnInitialAccessTokenRegisters(String token) {
        var refused = ask("POST", server.at("/register"), token, BODY);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"error\":\"invalid_token\"}");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
        assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /// RFC 6750, section 3.1: an error is for whoever has shown something.
    @Test
    void whoeverShowsNoTokenIsAskedForOne() {
        try (var browser = new TestBrowser()) {
            var nothing = browser.send(HttpRequest.newBuilder(server.at("/register"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(BODY)));
            assertThat(nothing.statusCode()).isEqualTo(401);
            assertThat(nothing.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"registration\"");
        }
    }

    /// RFC 8259, section 8.1.
    @Test
    void metadataThatIsNotUtf8IsRefused() {
        try (var browser = new TestBrowser()) {
            var latin = BODY.replace("Shop", "Caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
            var answer = browser.send(HttpRequest.newBuilder(server.at("/register"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + INITIAL)
                    .POST(BodyPublishers.ofByteArray(latin)));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_client_metadata");
        }
    }

    @Test
    void initialAccessTokenIsUsedAsOftenAsItMayBe() {
        var token = "initial-access-token-for-two-clients";

        assertThat(ask("POST", server.at("/register"), token, "{}").statusCode())
                .isEqualTo(400);
        assertThat(ask("POST", server.at("/register"), token, BODY).statusCode())
                .isEqualTo(201);
        assertThat(ask("POST", server.at("/register"), token, BODY).statusCode())
                .isEqualTo(201);
        assertThat(ask("POST", server.at("/register"), token, BODY).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ''                                        | invalid_client_metadata
            []                                        | invalid_client_metadata
            {"redirect_uris":["x"],"redirect_uris":[]}| invalid_client_metadata
            {"redirect_uris":["http://a.example/"]}   | invalid_redirect_uri
            {"software_statement":"x"}                | invalid_software_statement
            {"redirect_uris":7}                       | invalid_client_metadata
            """)
    void badMetadataIsRefusedInTheWordsOfTheRfc(String body, String error) {
        var refused = ask("POST", server.at("/register"), INITIAL, body.equals("''") ? "" : body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void nothingHostileIsOurFault() {
        for (var body : new String[] {
            "{\"a\":" + "[".repeat(10_000),
            "\u0000",
            "{\"redirect_uris\":[\"https://shop.example/\\ud800\"]}",
            "{\"redirect_uris\":[\"https://" + "x".repeat(5000) + "/\"]}",
            "{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AA\"}]}}",
            "{\"scope\":\" \"}",
            "{\"a\":\"" + "x".repeat(200_000) + "\"}"
        }) {
            assertThat(ask("POST", server.at("/register"), INITIAL, body).statusCode())
                    .isBetween(400, 499);
        }
        for (var id : new String[] {"%00", "a".repeat(2000), "..%2f", "%ff", "x'--"}) {
            for (var method : new String[] {"GET", "PUT", "DELETE"}) {
                assertThat(ask(method, URI.create(server.at("/register/") + id), "any", BODY)
                                .statusCode())
                        .as(method + " " + id)
                        .isBetween(400, 499);
            }
        }
    }

    @Test
    void nothingIsThereUnlessItIsSwitchedOn() throws Exception {
        try (var plain = TestServer.start()) {
            assertThat(ask("POST", plain.at("/register"), INITIAL, BODY).statusCode())
                    .isEqualTo(404);
            var metadata = OIDCProviderMetadata.resolve(new Issuer(plain.issuer()));
            assertThat(metadata.getRegistrationEndpointURI()).isNull();
        }
    }
}
