package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens that clients get for themselves, over HTTP.
final class ClientCredentialsTest {

    private static final String MACHINE = """
          - id: machine
            name: Machine
            secret: machine-secret
            clientCredentialsClaims: {groups: [robots]}
        """;

    private static final String ENABLED =
            TestServer.STANDARD + MACHINE + "oauth2: {grantTypes: [authorization_code, client_credentials]}\n";

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(ENABLED);
        browser = new TestBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    @Tag("SEC-F5")
    void stockClientGetsTokensForItself() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        assertThat(metadata.getGrantTypes()).anyMatch(type -> type.getValue().equals("client_credentials"));
        var machine = new ClientID("machine");
        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretPost(machine, new Secret("machine-secret")),
                        new ClientCredentialsGrant())
                .scope(Scope.parse("openid profile groups"))
                .build();

        var tokens = ((OIDCTokenResponse)
                        OIDCTokenResponseParser.parse(request.toHTTPRequest().send())
                                .toSuccessResponse())
                .getOIDCTokens();

        assertThat(tokens.getRefreshToken()).isNull();
        assertThat(tokens.getBearerAccessToken().getScope()).isEqualTo(Scope.parse("openid profile groups"));
        var claims = new IDTokenValidator(
                        metadata.getIssuer(),
                        machine,
                        JWSAlgorithm.RS256,
                        metadata.getJWKSetURI().toURL())
                .validate(tokens.getIDToken(), null);
        assertThat(claims.getSubject().getValue()).isEqualTo("CgdtYWNoaW5l");
        assertThat(claims.getStringClaim("name")).isEqualTo("Machine");
        assertThat(claims.getStringListClaim("groups")).containsExactly("robots");
    }

    /// RFC 6749, appendix A.4: a scope has at least one word.
    @Test
    void noScopeIsToldWhereThereIsNone() {
        var answer = browser.post(
                server.at("/token"),
                Map.of("grant_type", "client_credentials", "client_id", "machine", "client_secret", "machine-secret"));

        assertThat(answer.body()).contains("access_token").doesNotContain("scope");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "machine | machine-secret | openid | 200",
                "machine | machine-secret | | 200",
                "machine | wrong | openid | invalid_client",
                "machine | | openid | invalid_client",
                "nobody | machine-secret | openid | invalid_client",
                "app | | openid | unauthorized_client",
                "machine | machine-secret | offline_access | invalid_scope",
                "machine | machine-secret | federated:id | invalid_scope",
                "machine | machine-secret | audience:server:client_id:shop | invalid_scope",
                "machine | machine-secret | 'ü \"' | invalid_scope"
            })
    void answerIsThatOfTheProtocol(String client, @Nullable String secret, @Nullable String scope, String expected) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client);
        putIfPresent(form, "client_secret", secret);
        putIfPresent(form, "scope", scope);

        var answer = browser.post(server.at("/token"), form);

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        if (expected.equals("200")) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("refresh_token");
        } else {
            assertThat(answer.statusCode()).isIn(400, 401);
            assertThat(Shop.member(answer, "error")).isEqualTo(expected);
        }
    }

    @Test
    void tokenIsKnownToIntrospectionAndToNoEndUsersClaims() {
        var token = Shop.member(ask(server), "access_token");
        var introspected = browser.post(
                server.at("/token/introspect"),
                Map.of("token", token, "client_id", "machine", "client_secret", "machine-secret"));
        var userInfo = new Shop(server, browser).userInfo(token);

        assertThat(introspected.body()).contains("\"active\":true", "\"client_id\":\"machine\"");
        assertThat(userInfo.statusCode()).isEqualTo(403);
        assertThat(userInfo.body()).contains("insufficient_scope");
        assertThat(userInfo.headers().firstValue("WWW-Authenticate").orElse("")).contains("insufficient_scope");

        browser.post(
                server.at("/token/revoke"),
                Map.of("token", token, "client_id", "machine", "client_secret", "machine-secret"));
        assertThat(new Shop(server, browser).userInfo(token).statusCode()).isEqualTo(401);
    }

    @Test
    void grantHasToBeEnabledByAListOrByTheSwitchOfDex() {
        try (var without = TestServer.start(TestServer.STANDARD + MACHINE);
                var with = TestServer.start(
                        TestServer.STANDARD + MACHINE,
                        Clock.systemUTC(),
                        Map.of("DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT", "true"))) {
            assertThat(Shop.member(ask(without), "error")).isEqualTo("unsupported_grant_type");
            assertThat(ask(with).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> ask(TestServer asked) {
        return browser.post(
                asked.at("/token"),
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "machine",
                        "client_secret", "machine-secret",
                        "scope", "openid profile"));
    }

    private static void putIfPresent(Map<String, String> form, String name, @Nullable String value) {
        if (value != null) {
            form.put(name, value);
        }
    }
}
