package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.lintel.server.logo.Pictures;
import io.lintel.server.signing.CurrentKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules of clients that register themselves and prove who they are by a key.
final class DynamicModulesTest {

    private static Registrar registrar;
    private static Provider provider;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        registrar = new Registrar(directory);
        provider = registrar.start();
    }

    @AfterAll
    static void stop() {
        provider.close();
        registrar.close();
    }

    private static RelyingParty registered(Variant variant, Consumer<OIDCClientMetadata> other) throws Exception {
        return registrar.register(provider, variant, other).client();
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#redirected")
    @DisplayName("oidcc-server")
    void clientThatHasRegisteredGetsWhatItAskedFor(Variant variant) throws Exception {
        try (var client = registered(variant, _ -> {})) {
            client.complete(variant, Map.of());
        }
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#redirected")
    @DisplayName("oidcc-idtoken-rs256")
    void idTokenIsSignedAsRegistered(Variant variant) throws Exception {
        try (var client = registered(variant, wanted -> wanted.setIDTokenJWSAlg(JWSAlgorithm.RS256))) {
            var token = client.complete(variant, Map.of()).requireRawIdToken();

            assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(((SignedJWT) token).getHeader().getKeyID()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("oidcc-userinfo-rs256")
    void userinfoIsSignedAsRegistered() throws Exception {
        try (var client = registered(Variant.CODE, wanted -> wanted.setUserInfoJWSAlg(JWSAlgorithm.RS256))) {
            var tokens = client.tokens(client.redemption(
                            client.ask(Variant.CODE, Map.of()).success().getOrDefault("code", ""), null))
                    .getOIDCTokens();
            var answer = new UserInfoRequest(
                            provider.metadata().getUserInfoEndpointURI(), (BearerAccessToken) tokens.getAccessToken())
                    .toHTTPRequest()
                    .send();

            assertThat(provider.metadata().getUserInfoJWSAlgs()).contains(JWSAlgorithm.RS256);
            assertThat(answer.getEntityContentType().getType()).isEqualTo("application/jwt");
            var info = UserInfoResponse.parse(answer).toSuccessResponse().getUserInfoJWT();
            assertThat(info.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(provider.isSigned((SignedJWT) info)).isTrue();
            var claims = info.getJWTClaimsSet();
            assertThat(claims.getSubject())
                    .isEqualTo(tokens.getIDToken().getJWTClaimsSet().getSubject());
            assertThat(claims.getIssuer())
                    .isEqualTo(provider.metadata().getIssuer().getValue());
            assertThat(claims.getAudience()).containsExactly(client.id().getValue());
            assertThat(claims.getClaims()).doesNotContainKey("nonce");
        }
    }

    @Test
    @DisplayName("oidcc-ensure-redirect-uri-in-authorization-request")
    void requestWithoutARedirectUriGetsAPage() throws Exception {
        try (var client = registered(Variant.CODE, _ -> {})) {
            client.ask(Variant.CODE, Map.of("redirect_uri", "")).requireErrorPage();
        }
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#redirected")
    @DisplayName("oidcc-redirect-uri-query-OK")
    void redirectUriMayHaveAQuery(Variant variant) throws Exception {
        try (var client = registered(variant, wanted -> wanted.setRedirectionURI(at("?foo=bar")))
                .at(at("?foo=bar"))) {
            client.complete(variant, Map.of());
        }
    }

    @Test
    @DisplayName("oidcc-redirect-uri-query-mismatch")
    void otherQueryThanRegisteredGetsAPage() throws Exception {
        try (var client = registered(Variant.CODE, wanted -> wanted.setRedirectionURI(at("?foo=bar")))) {
            for (var other : new String[] {"?foo=baz", "?foo=bar&foo=bar", "?foo=bar&a=b", "?bar=foo", ""}) {
                client.ask(Variant.CODE, Map.of("redirect_uri", at(other).toString()))
                        .requireErrorPage();
            }
        }
    }

    @Test
    @DisplayName("oidcc-redirect-uri-query-added")
    void queryThatWasNotRegisteredGetsAPage() throws Exception {
        try (var client = registered(Variant.CODE, _ -> {})) {
            client.ask(Variant.CODE, Map.of("redirect_uri", at("?foo=bar").toString()))
                    .requireErrorPage();
        }
    }

    private static URI at(String query) {
        return URI.create(Registrar.REDIRECT_URI + query);
    }

    @Test
    @DisplayName("oidcc-redirect-uri-regfrag")
    void redirectUriWithAFragmentIsNotRegistered() throws Exception {
        assertRefused(
                registrar.send(
                        provider,
                        Variant.CODE,
                        wanted -> wanted.setCustomField("redirect_uris", List.of(Registrar.REDIRECT_URI + "#foobar"))),
                "invalid_redirect_uri");
    }

    private static void assertRefused(HTTPResponse answer, String error) throws Exception {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getEntityContentType().getType()).isEqualTo("application/json");
        assertThat(answer.getBodyAsJSONObject()).containsEntry("error", error);
    }

    @Test
    @DisplayName("oidcc-registration-policy-uri")
    void loginPageLeadsToThePolicy() throws Exception {
        var policy = URI.create("https://rp.example/policy?a=1&b=2");
        try (var client = registered(Variant.CODE, wanted -> wanted.setPolicyURI(policy))) {
            assertThat(link(client, "client-policy")).isEqualTo(policy.toString());
        }
    }

    @Test
    @DisplayName("oidcc-registration-tos-uri")
    void loginPageLeadsToTheTerms() throws Exception {
        var terms = URI.create("https://rp.example/terms");
        try (var client = registered(Variant.CODE, wanted -> wanted.setTermsOfServiceURI(terms))) {
            assertThat(link(client, "client-terms")).isEqualTo(terms.toString());
        }
    }

    private static String link(RelyingParty client, String id) {
        var page =
                Jsoup.parse(client.page(client.request(Variant.CODE, Map.of())).body());
        assertThat(page.select("input[name=password]")).hasSize(1);
        assertThat(page.select("#" + id).text()).isNotEmpty();
        return page.select("#" + id).attr("href");
    }

    @Test
    @DisplayName("oidcc-registration-logo-uri")
    void loginPageShowsTheLogo() throws Exception {
        registrar.publish("/logo.png", Pictures.PNG);
        var logo = registrar.at("/logo.png");
        var registration = registrar.register(provider, Variant.CODE, wanted -> wanted.setLogoURI(logo));
        try (var client = registration.client()) {
            assertThat(registration.metadata().getLogoURI()).isEqualTo(logo);

            var page = client.page(client.request(Variant.CODE, Map.of()));

            var shown = Jsoup.parse(page.body()).select("#client-logo").attr("src");
            assertThat(picture(page.uri().resolve(shown))).isEqualTo(Pictures.PNG);
            client.complete(Variant.CODE, Map.of());
        }
    }

    private static byte[] picture(URI uri) throws Exception {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    @Test
    @DisplayName("oidcc-registration-jwks-uri")
    void keysMayBePublished() throws Exception {
        try (var client = registrar.publishing(provider, "/keys").client()) {
            client.complete(Variant.CODE, Map.of());
        }
    }

    @Test
    @DisplayName("oidcc-registration-sector-uri")
    void sectorOfTheRedirectUrisIsRegistered() throws Exception {
        registrar.publish("/redirect_uris.json", "[\"" + Registrar.REDIRECT_URI + "\"]");

        var registration = registrar.register(provider, Variant.CODE, DynamicModulesTest::ofASector);

        assertThat(registration.metadata().getSectorIDURI()).isEqualTo(registrar.at("/redirect_uris.json"));
        registration.client().close();
    }

    @Test
    @DisplayName("oidcc-registration-sector-bad")
    void sectorOfOtherRedirectUrisIsNotRegistered() throws Exception {
        registrar.publish("/redirect_uris.json", "[\"https://rp.example/else\"]");

        var refused = registrar.send(provider, Variant.CODE, DynamicModulesTest::ofASector);

        assertRefused(refused, "invalid_client_metadata");
        assertThat(refused.getBody()).contains("does not list all redirect URIs");
    }

    /// Subjects stay public: a sector on this machine is nobody's.
    private static void ofASector(OIDCClientMetadata wanted) {
        assertThat(provider.metadata().getSubjectTypes()).contains(SubjectType.PAIRWISE);
        wanted.setSectorIDURI(registrar.at("/redirect_uris.json"));
    }

    @Test
    @DisplayName("oidcc-server-rotate-keys")
    void newKeyIsPublishedBesideTheOldOne() throws Exception {
        try (var rotating = registrar.start()) {
            var before = rotating.keys();
            rotating.clock().advance(Duration.ofHours(6));
            assertThat(rotating.server().context().getBean(CurrentKeys.class).refresh())
                    .isTrue();

            var after = rotating.keys();
            assertThat(after.getKeys()).hasSizeGreaterThan(before.size()).noneMatch(key -> key.isPrivate());
            assertThat(after.getKeys()).extracting(key -> key.getKeyID()).doesNotHaveDuplicates();
            assertThat(after.getKeys()).containsAll(before.getKeys());
        }
    }

    @Test
    @DisplayName("oidcc-refresh-token-rp-key-rotation")
    void refreshIsProvenByTheNewKeyOfTheClient(@TempDir Path directory) throws Exception {
        var text = registrar
                .settings()
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + directory.resolve("l.db") + "\"}}");
        String refreshToken;
        Registrar.Registration registration;
        try (var one = Provider.replica(text)) {
            registration = registrar.publishing(one, "/rotated");
            try (var client = registration.client()) {
                var first =
                        client.complete(Variant.CODE, Map.of("scope", "openid offline_access", "prompt", "consent"));
                refreshToken = first.requireRefreshToken();
                assertThat(refreshToken).matches("[\\x20-\\x7E]+");
            }
        }
        try (var other = Provider.replica(text);
                var client = registrar.rotating(registration, "/rotated", other)) {
            var tokens = client.tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)));

            client.userInfo(tokens.getTokens().getAccessToken());
        }
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#redirected")
    @DisplayName("oidcc-request-uri-unsigned")
    void requestIsReadWhereItsClientPublishesIt(Variant variant) throws Exception {
        var registration = registrar.register(provider, variant, DynamicModulesTest::publishing);

        assertThatItIsRead(registration, variant, claims -> new PlainJWT(claims).serialize());
    }

    @ParameterizedTest
    @MethodSource("io.lintel.server.conformance.Variant#redirected")
    @DisplayName("oidcc-request-uri-signed-rs256")
    void signedRequestIsReadWhereItsClientPublishesIt(Variant variant) throws Exception {
        assertThat(provider.metadata().getRequestObjectJWSAlgs()).contains(JWSAlgorithm.RS256);
        var registration = registrar.register(provider, variant, wanted -> {
            publishing(wanted);
            wanted.setRequestObjectJWSAlg(JWSAlgorithm.RS256);
        });

        assertThatItIsRead(registration, variant, registration::sign);
    }

    private static void publishing(OIDCClientMetadata wanted) {
        wanted.setRequestObjectURIs(Set.of(registrar.at("/request")));
    }

    private static void assertThatItIsRead(
            Registrar.Registration registration, Variant variant, Function<JWTClaimsSet, String> writing)
            throws Exception {
        assertThat(provider.metadata().supportsRequestURIParam()).isTrue();
        try (var client = registration.client()) {
            var request = client.request(variant, Map.of());
            var claims = new JWTClaimsSet.Builder()
                    .issuer(client.id().getValue())
                    .audience(provider.metadata().getIssuer().getValue());
            request.forEach(claims::claim);
            registrar.publish("/request", writing.apply(claims.build()));

            var arrival = client.send(
                    variant,
                    Map.of(
                            "client_id", client.id().getValue(),
                            "response_type", variant.types(),
                            "scope", "openid",
                            "request_uri", registrar.at("/request").toString()));

            client.complete(arrival.asking(request));
        }
    }

    @Test
    @DisplayName("oidcc-refresh-token")
    void refreshTokenOfARegisteredClientIsItsAlone() throws Exception {
        try (var client = registered(Variant.CODE, _ -> {});
                var other = registered(Variant.CODE, _ -> {})) {
            var wanted = Map.of("scope", "openid offline_access", "prompt", "consent");
            var mine = client.complete(Variant.CODE, wanted).requireRefreshToken();
            client.tokens(new RefreshTokenGrant(new RefreshToken(mine)));

            var theirs = other.complete(Variant.CODE, wanted).requireRefreshToken();
            var stolen = client.token(new RefreshTokenGrant(new RefreshToken(theirs)));
            assertThat(stolen.getStatusCode()).isEqualTo(400);
            assertThat(stolen.getBodyAsJSONObject()).containsEntry("error", "invalid_grant");
        }
    }

    @Test
    @DisplayName("oidcc-ensure-client-assertion-with-iss-aud-succeeds")
    void assertionMayBeForTheIssuer() throws Exception {
        var registration = registrar.register(provider, Variant.CODE, _ -> {});
        try (var client = registration.client()) {
            client.proving(() -> registration.proof(
                            URI.create(provider.metadata().getIssuer().getValue())))
                    .complete(Variant.CODE, Map.of());
        }
    }

    @Test
    @DisplayName("oidcc-3rd_party-init-login")
    void addressThatBeginsALoginIsRegistered() throws Exception {
        var address = URI.create("https://rp.example/initiate_login");
        var registration = registrar.register(
                provider, Variant.CODE, wanted -> wanted.setCustomField("initiate_login_uri", address.toString()));
        registration.client().close();

        assertThat(registration.metadata().toJSONObject()).containsEntry("initiate_login_uri", address.toString());
        var read = registration.read();
        assertThat(read.getStatusCode()).isEqualTo(200);
        assertThat(read.getEntityContentType().getType()).isEqualTo("application/json");
        assertThat(read.getBodyAsJSONObject()).containsEntry("initiate_login_uri", address.toString());
    }

    @Test
    @DisplayName("oidcc-3rd_party-init-login-nohttps")
    void addressThatBeginsALoginMustBeHttps() throws Exception {
        assertRefused(
                registrar.send(
                        provider,
                        Variant.CODE,
                        wanted -> wanted.setCustomField("initiate_login_uri", "http://rp.example/initiate_login")),
                "invalid_client_metadata");
    }
}
