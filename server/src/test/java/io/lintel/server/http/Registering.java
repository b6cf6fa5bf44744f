package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Clients that register themselves at a server, and then are clients.
final class Registering {

    static final String INITIAL = "initial-access-token-of-a-partner";

    static final String SETTINGS = """
            registration:
              enabled: true
              maxClients: 1000
              initialAccessTokens:
                - {id: partner, token: %s}
                - {id: once, token: initial-access-token-for-two-clients, uses: 2}
                - {id: over, token: initial-access-token-that-is-over, expires: "2020-01-01T00:00:00Z"}
            """.formatted(INITIAL);

    static final String BODY = "{\"redirect_uris\":[\"https://shop.example/callback\"],\"client_name\":\"Shop\"}";

    private final TestServer server;

    Registering(TestServer server) {
        this.server = server;
    }

    HTTPResponse redeem(OIDCClientInformation client, RSAKey key, String code) throws Exception {
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

    String code(String client) {
        try (var browser = new TestBrowser()) {
            var consent = new Shop(server, browser).aliceLogsIn(Map.of("client_id", client));
            return TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                    .getOrDefault("code", "");
        }
    }

    boolean isKnown(String client) {
        return isKnown(server, client);
    }

    static boolean isKnown(TestServer at, String client) {
        try (var browser = new TestBrowser()) {
            return browser.get(new Shop(at, browser).authorize("/auth/local", Map.of("client_id", client)))
                            .statusCode()
                    == 303;
        }
    }

    HTTPResponse register(String body, String token) throws Exception {
        var request = new HTTPRequest(HTTPRequest.Method.POST, server.at("/register"));
        request.setContentType("application/json");
        request.setAuthorization("Bearer " + token);
        request.setBody(body);
        return request.send();
    }

    static OIDCClientInformation registered(HTTPResponse response) throws Exception {
        var parsed = OIDCClientRegistrationResponseParser.parse(response);
        assertThat(parsed.indicatesSuccess()).as(response.getBody()).isTrue();
        return ((OIDCClientInformationResponse) parsed).getOIDCClientInformation();
    }

    static HttpResponse<String> ask(String method, URI uri, String token, @Nullable String body) {
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
