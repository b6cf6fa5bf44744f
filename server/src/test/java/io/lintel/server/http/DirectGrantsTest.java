package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.signing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tokens for a password and for a token of an upstream provider, asked for by a library that knows nothing of us and
/// by hand.
final class DirectGrantsTest {

    private static final String PASSWORDS = TestServer.STANDARD + "oauth2: {passwordConnector: local}\n";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    @Test
    void stockClientGetsTokensForAPassword() throws Exception {
        try (var server = TestServer.start(PASSWORDS)) {
            var grant = new ResourceOwnerPasswordCredentialsGrant("alice@example.org", new Secret("correct horse"));

            var response = ask(server, grant, null, "openid", "email", "offline_access");

            var tokens = ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
            assertThat(tokens.getIDToken().getJWTClaimsSet().getStringClaim("email"))
                    .isEqualTo("alice@example.org");
            assertThat(tokens.getRefreshToken()).isNotNull();
        }
    }

    @Test
    void stockClientExchangesATokenOfAnUpstream() throws Exception {
        try (var server = TestServer.start()) {
            var grant = new TokenExchangeGrant(new BearerAccessToken("any"), TokenTypeURI.ACCESS_TOKEN);

            var response = ask(server, grant, "mock", "openid", "email").toSuccessResponse();

            var token = response.getTokens().getBearerAccessToken();
            assertThat(token.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
            assertThat(response.getTokens().getRefreshToken()).isNull();
            assertThat(response.getCustomParameters()).doesNotContainKey("id_token");
            try (var browser = new TestBrowser()) {
                assertThat(new Shop(server, browser).userInfo(token.getValue()).body())
                        .contains("kilgore@kilgore.trout");
            }
        }
    }

    @Test
    void idTokenThatWasExchangedForIsNoBearerTokenButInDex() {
        for (var compatibility : List.of("default", "dex")) {
            try (var server = TestServer.start(TestServer.STANDARD + "compatibility: " + compatibility);
                    var browser = new TestBrowser()) {
                var answer = new Shop(server, browser).token(exchange("requested_token_type", ID_TOKEN));

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"issued_token_type\":\"" + ID_TOKEN + "\"");
                assertThat(Shop.member(answer, "token_type")).isEqualTo(compatibility.equals("dex") ? "bearer" : "N_A");
            }
        }
    }

    @Test
    void passwordGrantIsOffUnlessAConnectorIsNamed() {
        try (var server = TestServer.start();
                var browser = new TestBrowser()) {
            assertRefused(new Shop(server, browser).token(password()), 400, "unsupported_grant_type");
            assertThat(browser.get(server.at("/.well-known/openid-configuration"))
                            .body())
                    .contains(EXCHANGE)
                    .doesNotContain("\"password\"");
        }
        try (var server = TestServer.start(PASSWORDS);
                var browser = new TestBrowser()) {
            assertThat(browser.get(server.at("/.well-known/openid-configuration"))
                            .body())
                    .contains("\"password\"");
        }
    }

    @Test
    void connectorWithoutPasswordsStopsTheStart() {
        assertThatThrownBy(() ->
                        TestServer.start(PASSWORDS.replace("passwordConnector: local", "passwordConnector: mock")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("oauth2.passwordConnector");
    }

    @Test
    @Tag("SEC-H1")
    @Tag("SEC-H2")
    @Tag("SEC-B15")
    void passwordsAreGuessedHereNoOftenerThanAtTheForm() {
        var text = PASSWORDS
                .replace("passwordConnector: local", "passwordConnector: door")
                .concat("throttle: {attempts: 3}");
        // The first wait is a second, which a slow machine lets pass.
        try (var server = TestServer.start(text, new SettableClock(Instant.now()));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            assertThat(shop.token(password("username", "walter", "password", "open sesame"))
                            .statusCode())
                    .isEqualTo(200);
            var wrong = shop.token(password("username", "walter", "password", "guess"));
            var unknown = shop.token(password("username", "nobody", "password", "guess"));
            for (var i = 0; i < 15; i++) {
                shop.token(password("username", "Walter ", "password", "guess " + i));
            }

            var throttled = shop.token(password("username", "walter", "password", "open sesame"));

            for (var answer : List.of(wrong, unknown, throttled)) {
                assertRefused(answer, 400, "invalid_grant");
                assertThat(answer.body()).isEqualTo(wrong.body());
            }
            var form = shop.begin("/auth/door", Map.of());
            assertThat(browser.submit(form, Map.of("login", "walter", "password", "open sesame"))
                            .statusCode())
                    .as("counted together with the form")
                    .isEqualTo(401);
        }
    }

    @Test
    void loginWithoutABrowserIsWrittenDownAsOne() {
        try (var server = TestServer.start(PASSWORDS);
                var browser = new TestBrowser();
                var log = new AuditLog()) {
            var shop = new Shop(server, browser);
            shop.token(password());
            shop.token(password("password", "guess"));
            shop.token(exchange());

            assertThat(log.all().stream().map(AuditLog.Line::message))
                    .containsSubsequence(
                            "login began",
                            "login succeeded",
                            "tokens issued",
                            "login began",
                            "login refused",
                            "request refused",
                            "login began",
                            "login succeeded",
                            "tokens issued");
            assertThat(browser.get(server.telemetry("/metrics")).body())
                    .contains("lintel_tokens_issued_total{grant_type=\"password\",refresh_token=\"false\"} 1.0");
        }
    }

    @Test
    void badRequestForAPasswordGetsItsError() {
        try (var server = TestServer.start(PASSWORDS);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            assertRefused(shop.token(password("username", "")), 400, "invalid_request");
            assertRefused(shop.token(password("password", "")), 400, "invalid_request");
            assertRefused(shop.token(password("scope", "email")), 400, "invalid_scope");
            assertRefused(shop.token(password("scope", "openid groups made_up")), 400, "invalid_scope");
            assertRefused(shop.token(password("username", "nobody")), 400, "invalid_grant");
            assertRefused(shop.token(password("username", "*)(uid=*")), 400, "invalid_grant");
            assertRefused(shop.token(password("password", "wrong")), 400, "invalid_grant");
            assertRefused(shop.token(password("grant_type", "Password")), 400, "unsupported_grant_type");
        }
    }

    /// Each parameter replaced by each text, and two at once.
    @Test
    void noRequestIsAnErrorOfOurs() {
        try (var server = TestServer.start(PASSWORDS.replace("passwordConnector: local", "passwordConnector: door")
                        + "throttle: {passwords: false}");
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var texts = List.of(
                    "",
                    " ",
                    "x",
                    "\u0000",
                    "\uD83D\uDE00",
                    "%",
                    "a".repeat(5_000),
                    "mock",
                    "door",
                    "openid",
                    ID_TOKEN,
                    "urn:ietf:params:oauth:token-type:jwt",
                    "{}",
                    "eyJhbGciOiJub25lIn0.e30.");
            var random = new Random(8693);
            for (var i = 0; i < 400; i++) {
                var form = new HashMap<>(i % 2 == 0 ? password() : exchange("audience", "app", "actor_token", ""));
                var names = form.keySet().stream().sorted().toList();
                for (var changes = 0; changes < 2; changes++) {
                    form.put(names.get(random.nextInt(names.size())), texts.get(random.nextInt(texts.size())));
                }

                var answer = shop.token(form);

                assertThat(answer.statusCode())
                        .as("%s: %s", form, answer.body())
                        .isIn(200, 400);
            }
        }
    }

    private static TokenResponse ask(
            TestServer server, AuthorizationGrant grant, @Nullable String connector, String... scopes)
            throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        assertThat(metadata.getGrantTypes()).contains(grant.getType());
        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID("shop"), new Secret("shop-secret")),
                        grant)
                .scope(new Scope(scopes));
        if (connector != null) {
            request.customParameter("connector_id", connector);
        }
        var response =
                OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send());
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        return response;
    }

    private static Map<String, String> password(String... other) {
        return with(
                Map.of(
                        "grant_type", "password",
                        "username", "alice@example.org",
                        "password", "correct horse",
                        "scope", "openid"),
                other);
    }

    private static Map<String, String> exchange(String... other) {
        return with(
                Map.of(
                        "grant_type", EXCHANGE,
                        "connector_id", "mock",
                        "subject_token", "any",
                        "subject_token_type", ID_TOKEN,
                        "scope", "openid"),
                other);
    }

    private static Map<String, String> with(Map<String, String> form, String... other) {
        var changed = new HashMap<>(form);
        for (var i = 0; i < other.length; i += 2) {
            changed.put(other[i], other[i + 1]);
        }
        return changed;
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
