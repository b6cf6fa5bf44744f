package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A library that knows nothing of us proves who its client is, in every way there is.
@Tag("SEC-B8")
final class ClientAuthenticationTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final RSAKey KEY = key();

    private static LoopbackUpstream published;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var keys = new JWKSet(KEY.toPublicJWK()).toString();
        published = LoopbackUpstream.startPlain(_ -> Answer.json(200, keys));
        var secretFile = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        server = TestServer.start(TestServer.STANDARD + clients(keys, secretFile), Clock.systemUTC(), Map.of());
    }

    private static String clients(String keys, Path secretFile) {
        var redirect = ", name: Shop, redirectURIs: [\"https://shop.example/callback\"], ";
        return "  - {id: BASIC" + redirect + "secret: " + SECRET + ", tokenEndpointAuthMethod: client_secret_basic}\n"
                + "  - {id: POST" + redirect + "secret: " + SECRET + ", tokenEndpointAuthMethod: client_secret_post}\n"
                + "  - {id: FILE" + redirect + "secretFile: " + secretFile + "}\n"
                + "  - {id: SECRET_JWT" + redirect + "secret: " + SECRET
                + ", tokenEndpointAuthMethod: client_secret_jwt}\n"
                + "  - {id: INLINE_KEYS" + redirect + "tokenEndpointAuthMethod: private_key_jwt, jwks: " + keys + "}\n"
                + "  - {id: PUBLISHED_KEYS" + redirect + "tokenEndpointAuthMethod: private_key_jwt,"
                + " tokenEndpointAuthSigningAlg: PS256, jwksURI: \"" + published.at("/keys") + "\"}\n";
    }

    @AfterAll
    static void stop() {
        server.close();
        published.close();
    }

    /// The ways; each has a client of its name.
    enum Way {
        BASIC,
        POST,
        FILE,
        SECRET_JWT,
        INLINE_KEYS,
        PUBLISHED_KEYS;

        ClientAuthentication proof(URI audience) throws JOSEException {
            var id = new ClientID(name());
            return switch (this) {
                case BASIC, FILE -> new ClientSecretBasic(id, new Secret(SECRET));
                case POST -> new ClientSecretPost(id, new Secret(SECRET));
                case SECRET_JWT -> new ClientSecretJWT(id, audience, JWSAlgorithm.HS256, new Secret(SECRET));
                case INLINE_KEYS -> signed(audience, JWSAlgorithm.RS256);
                case PUBLISHED_KEYS -> signed(audience, JWSAlgorithm.PS256);
            };
        }

        PrivateKeyJWT signed(URI audience, JWSAlgorithm algorithm) throws JOSEException {
            return new PrivateKeyJWT(
                    new ClientID(name()), audience, algorithm, KEY.toPrivateKey(), KEY.getKeyID(), null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stockClientProvesWhoItIsAtEveryEndpoint(Way way) throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
        var tokenEndpoint = metadata.getTokenEndpointURI();

        var response = redeem(way, way.proof(tokenEndpoint));
        var token = ((OIDCTokenResponse) OIDCTokenResponseParser.parse(response).toSuccessResponse())
                .getOIDCTokens()
                .getAccessToken();
        var introspected = TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), way.proof(server.issuer()), token)
                        .toHTTPRequest()
                        .send());
        assertThat(introspected.toSuccessResponse().isActive()).isTrue();
        var revoked = new TokenRevocationRequest(metadata.getRevocationEndpointURI(), way.proof(tokenEndpoint), token)
                .toHTTPRequest()
                .send();
        assertThat(revoked.getStatusCode()).isEqualTo(200);
    }

    @Test
    void wayOfAnotherClientIsRefused() throws Exception {
        for (var way : Way.values()) {
            for (var shown : new ClientAuthentication[] {
                new ClientSecretBasic(new ClientID(way.name()), new Secret(SECRET)),
                new ClientSecretPost(new ClientID(way.name()), new Secret(SECRET)),
                new ClientSecretJWT(new ClientID(way.name()), server.issuer(), JWSAlgorithm.HS256, new Secret(SECRET)),
                way.signed(server.issuer(), JWSAlgorithm.RS256),
                way.signed(server.issuer(), JWSAlgorithm.PS256)
            }) {
                var isItsOwn =
                        switch (way) {
                            case BASIC -> shown instanceof ClientSecretBasic;
                            case POST -> shown instanceof ClientSecretPost;
                            case FILE -> shown instanceof ClientSecretBasic || shown instanceof ClientSecretPost;
                            case SECRET_JWT -> shown instanceof ClientSecretJWT;
                            case INLINE_KEYS -> shown instanceof PrivateKeyJWT;
                            case PUBLISHED_KEYS ->
                                shown instanceof PrivateKeyJWT jwt
                                        && jwt.getClientAssertion()
                                                .getHeader()
                                                .getAlgorithm()
                                                .equals(JWSAlgorithm.PS256);
                        };
                var answer = send(shown, "no code");
                assertThat(answer.getBody())
                        .as(way + " by " + shown.getMethod())
                        .contains(isItsOwn ? "invalid_grant" : "invalid_client");
            }
        }
    }

    @Test
    void assertionIsUsedOnceAndNotForOthers() throws Exception {
        var proof = Way.INLINE_KEYS.proof(server.issuer());

        assertThat(send(proof, "no code").getBody()).contains("invalid_grant");
        assertThat(send(proof, "no code").getBody()).isEqualToIgnoringNewLines("{\"error\":\"invalid_client\"}");
        assertThat(send(Way.INLINE_KEYS.proof(URI.create("https://other.example")), "no code")
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    @Tag("SEC-G3")
    void forgedKeyIdsCauseNoFlood() throws Exception {
        send(Way.PUBLISHED_KEYS.proof(server.issuer()), "no code");
        var before = published.asked().size();

        for (var i = 0; i < 5; i++) {
            var stranger = new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            var forged = new PrivateKeyJWT(
                    new ClientID("PUBLISHED_KEYS"),
                    server.issuer(),
                    JWSAlgorithm.PS256,
                    stranger.toPrivateKey(),
                    stranger.getKeyID(),
                    null);
            assertThat(send(forged, "no code").getStatusCode()).isEqualTo(401);
        }
        assertThat(published.asked().size() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void discoveryTellsTheWays() throws Exception {
        var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));

        assertThat(metadata.getTokenEndpointAuthMethods())
                .extracting(method -> method.getValue())
                .containsExactly(
                        "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none");
        assertThat(metadata.getTokenEndpointJWSAlgs()).contains(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
        assertThat(metadata.getIntrospectionEndpointAuthMethods())
                .extracting(method -> method.getValue())
                .contains("private_key_jwt")
                .doesNotContain("none");
        assertThat(metadata.getRevocationEndpointJWSAlgs()).contains(JWSAlgorithm.HS256, JWSAlgorithm.EdDSA);
    }

    private static HTTPResponse redeem(Way way, ClientAuthentication proof) throws IOException, ParseException {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var consent = shop.aliceLogsIn(Map.of("client_id", way.name()));
            var answer = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")));
            return send(proof, answer.getOrDefault("code", ""));
        }
    }

    private static HTTPResponse send(ClientAuthentication proof, String code) throws IOException, ParseException {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), URI.create(Shop.REDIRECT_URI));
        return new TokenRequest.Builder(server.at("/token"), proof, grant)
                .build()
                .toHTTPRequest()
                .send();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
