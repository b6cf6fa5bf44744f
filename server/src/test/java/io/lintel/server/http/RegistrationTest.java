package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients register themselves and do what clients do (RFC 7591, RFC 7592).
final class RegistrationTest {

    private static final String INITIAL = "initial-access-token-of-a-partner";
    private static final String SETTINGS = """
            registration:
              enabled: true
              maxClients: 1000
              initialAccessTokens:
                - {id: partner, token: %s}
                - {id: once, token: initial-access-token-for-two-clients, uses: 2}
                - {id: over, token: initial-access-token-that-is-over, expires: "2020-01-01T00:00:00Z"}
            """.formatted(INITIAL);
    private static final String BODY =
            "{\"redirect_uris\":[\"https://shop.example/callback\"],\"client_name\":\"Shop\"}";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + SETTINGS);
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

        var answer = redeem(client, key, code(client.getID().getValue()));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    }

    private static HTTPResponse redeem(OIDCClientInformation client, RSAKey key, String code) throws Exception {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), URI.create(Shop.REDIRECT_URI));
        var id = client.getID();
        var method = client.getOIDCMetadata().getTokenEndpointAuthMethod();
        var request = method.equals(ClientAuthenticationMethod.NONE)
                ? new TokenRequest.Builder(server.at("/token"), id, grant)
                : new TokenRequest.Builder(
                        server.at("/token"),
                        switch (method.getValue()) {
                            case "client_secret_basic" -> new ClientSecretBasic(id, client.getSecret());
                            case "client_secret_post" -> new ClientSecretPost(id, client.getSecret());
                            case "client_secret_jwt" ->
                                new ClientSecretJWT(id, server.issuer(), JWSAlgorithm.HS256, client.getSecret());
                            default ->
                                new PrivateKeyJWT(
                                        id, server.issuer(), JWSAlgorithm.RS256, key.toPrivateKey(), "k1", null);
                        },
                        grant);
        return request.build().toHTTPRequest().send();
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
    void stockClientReadsChangesAndEndsItsRegistration() throws Exception {
        var client = registered(register(BODY, INITIAL));
        var uri = client.getRegistrationURI();
        var token = client.getRegistrationAccessToken();

        var found = registered(new ClientReadRequest(uri, token).toHTTPRequest().send());
        assertThat(found.getID()).isEqualTo(client.getID());
        assertThat(found.getSecret()).as("M2: a secret is shown once").isNull();

        var changes = found.getOIDCMetadata();
        changes.setName("Other Shop");
        var changed = registered(new OIDCClientUpdateRequest(uri, client.getID(), token, changes, client.getSecret())
                .toHTTPRequest()
                .send());
        assertThat(changed.getOIDCMetadata().getName()).isEqualTo("Other Shop");
        assertThat(changed.getRegistrationAccessToken()).isEqualTo(token);
        assertThat(isKnown(client.getID().getValue())).isTrue();

        assertThat(new ClientDeleteRequest(uri, token).toHTTPRequest().send().getStatusCode())
                .isEqualTo(204);
        assertThat(isKnown(client.getID().getValue())).isFalse();
        assertThat(ask("GET", uri, token.getValue(), null).statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("SEC-B14")
    void endOfARegistrationIsTheEndOfAllItsTokens() throws Exception {
        var client = registered(register(BODY, INITIAL));
        var tokens = redeem(
                client,
                new RSAKeyGenerator(2048).generate(),
                code(client.getID().getValue()));
        var accessToken = String.valueOf(tokens.getBodyAsJSONObject().get("access_token"));
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(200);

            ask(
                    "DELETE",
                    client.getRegistrationURI(),
                    client.getRegistrationAccessToken().getValue(),
                    null);

            assertThat(shop.userInfo(accessToken).statusCode()).isEqualTo(401);
        }
        assertThat(redeem(client, new RSAKeyGenerator(2048).generate(), "any").getStatusCode())
                .isEqualTo(401);
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
    void registrationIsItsClientsAlone() throws Exception {
        var one = registered(register(BODY, INITIAL));
        var other = registered(register(BODY, INITIAL));
        var foreign = other.getRegistrationAccessToken().getValue();

        for (var token : new String[] {foreign, INITIAL, "", one.getSecret().getValue()}) {
            for (var method : new String[] {"GET", "PUT", "DELETE"}) {
                var refused = ask(method, one.getRegistrationURI(), token, BODY);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body()).isEqualTo("{\"error\":\"invalid_token\"}");
            }
        }
        assertThat(isKnown(one.getID().getValue())).isTrue();
    }

    @Test
    void clientDoesNotChooseWhatTheServerSays() throws Exception {
        var client = registered(register(BODY, INITIAL));
        var token = client.getRegistrationAccessToken().getValue();
        var id = "{\"client_id\":\"" + client.getID() + "\",\"redirect_uris\":[\"https://shop.example/callback\"]";

        for (var body : new String[] {
            BODY,
            id.replace(client.getID().getValue(), "shop") + "}",
            id + ",\"client_secret\":\"other\"}",
            id + ",\"registration_access_token\":\"x\"}",
            id + ",\"client_id_issued_at\":1}"
        }) {
            assertThat(ask("PUT", client.getRegistrationURI(), token, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(ask("PUT", client.getRegistrationURI(), token, id + "}").statusCode())
                .isEqualTo(200);
    }

    @Test
    @Tag("SEC-D7")
    void endUserIsToldThatTheClientRegisteredItself() throws Exception {
        var client = registered(register(
                "{\"redirect_uris\":[\"https://shop.example/callback\"],\"client_name\":\"<b>Shop</b>\","
                        + "\"logo_uri\":\"https://shop.example/logo.png\"}",
                INITIAL));
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            var page = shop.aliceLogsIn(Map.of("client_id", client.getID().getValue()))
                    .body();
            assertThat(page)
                    .contains("consent-self-registered")
                    .contains("&lt;b&gt;Shop")
                    .doesNotContain("logo.png");
        }
        try (var browser = new TestBrowser()) {
            assertThat(new Shop(server, browser).aliceLogsIn(Map.of()).body())
                    .doesNotContain("consent-self-registered");
        }
    }

    @Test
    void endUserIsAskedAlsoWhereOthersAreNot() throws Exception {
        try (var skipping = TestServer.start(TestServer.STANDARD + SETTINGS
                        + "oauth2: {skipApprovalScreen: true, responseTypes: [code, id_token]}\n");
                var browser = new TestBrowser()) {
            var id = Shop.member(ask("POST", skipping.at("/register"), INITIAL, BODY), "client_id");

            assertThat(new Shop(skipping, browser)
                            .aliceLogsIn(Map.of("client_id", id))
                            .body())
                    .contains("consent-self-registered");
            var implicit = browser.get(new Shop(skipping, browser)
                    .authorize("/auth/local", Map.of("client_id", id, "response_type", "id_token")));
            assertThat(implicit.headers().firstValue("Location").orElse("")).contains("error=unauthorized_client");
        }
    }

    @Test
    void scopeAndGrantThatWereNotRegisteredAreRefused() throws Exception {
        var client = registered(register(
                "{\"redirect_uris\":[\"https://shop.example/callback\"],\"scope\":\"openid email\"}", INITIAL));
        try (var browser = new TestBrowser()) {
            var answer = browser.get(new Shop(server, browser)
                    .authorize("/auth/local", Map.of("client_id", client.getID().getValue())));
            assertThat(TestBrowser.answer(answer)).containsEntry("error", "invalid_scope");

            var refreshed = new Shop(server, browser)
                    .token(
                            Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                            Shop.basic(
                                    client.getID().getValue(),
                                    client.getSecret().getValue()));
            assertThat(refreshed.body()).contains("unauthorized_client");
        }
    }

    @Test
    @Tag("REL-10")
    void clientIsKnownOnAllReplicasAndAfterARestart(@TempDir Path directory) throws Exception {
        var text = TestServer.STANDARD.replace(
                        "{type: memory}", "{type: sqlite3, config: {file: " + directory.resolve("lintel.db") + "}}")
                + SETTINGS;
        String id;
        try (var one = TestServer.start(text)) {
            var created = ask("POST", one.at("/register"), INITIAL, BODY);
            assertThat(created.statusCode()).isEqualTo(201);
            id = Shop.member(created, "client_id");
            assertThat(isKnown(one, id)).isTrue();
        }
        try (var again = TestServer.start(text)) {
            assertThat(isKnown(again, id)).isTrue();
        }
        try (var off = TestServer.start(text.replace("enabled: true", "enabled: false"))) {
            assertThat(isKnown(off, id)).isFalse();
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

    private static String code(String client) {
        try (var browser = new TestBrowser()) {
            var consent = new Shop(server, browser).aliceLogsIn(Map.of("client_id", client));
            return TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                    .getOrDefault("code", "");
        }
    }

    private static boolean isKnown(String client) {
        return isKnown(server, client);
    }

    private static boolean isKnown(TestServer at, String client) {
        try (var browser = new TestBrowser()) {
            return browser.get(new Shop(at, browser).authorize("/auth/local", Map.of("client_id", client)))
                            .statusCode()
                    == 303;
        }
    }

    private static HTTPResponse register(String body, String token) throws Exception {
        var request = new HTTPRequest(HTTPRequest.Method.POST, server.at("/register"));
        request.setContentType("application/json");
        request.setAuthorization("Bearer " + token);
        request.setBody(body);
        return request.send();
    }

    private static OIDCClientInformation registered(HTTPResponse response) throws Exception {
        var parsed = OIDCClientRegistrationResponseParser.parse(response);
        assertThat(parsed.indicatesSuccess()).as(response.getBody()).isTrue();
        return ((OIDCClientInformationResponse) parsed).getOIDCClientInformation();
    }

    private static HttpResponse<String> ask(String method, URI uri, String token, @Nullable String body) {
        try (var browser = new TestBrowser()) {
            var request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return browser.send(request);
        }
    }
}
