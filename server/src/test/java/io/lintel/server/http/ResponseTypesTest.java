package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.AuthorizationCodeValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An OpenID Connect library that knows nothing of us gets what every response type and response mode promises
/// (OpenID Connect Core, sections 3.2 and 3.3; OAuth 2.0 Multiple Response Type Encoding Practices; OAuth 2.0 Form
/// Post Response Mode).
final class ResponseTypesTest {

    private static final ClientID SHOP = new ClientID("shop");
    private static final URI REDIRECT_URI = URI.create(Shop.REDIRECT_URI);
    private static final String ALL = "oauth2: {responseTypes: [code, token, id_token]}\n";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + ALL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "id_token, RS256",
        "id_token token, ES256",
        "code token, RS256",
        "code id_token, ES256",
        "code id_token token, RS256",
        "code id_token token, ES256",
    })
    void stockClientGetsWhatItAskedForInTheFragment(String types, String algorithm) throws Exception {
        var signer = "signer: {type: local, config: {keysRotationPeriod: 6h, algorithm: " + algorithm + "}}";
        try (var signing = TestServer.start(TestServer.STANDARD + ALL + signer);
                var browser = new TestBrowser()) {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(signing.issuer()));
            var request = request(metadata, types, null);
            var location = TestBrowser.location(logIn(browser, request.toURI()));

            assertThat(location.getRawQuery()).isNull();
            assertAnswers(metadata, algorithm, request, success(location));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "id_token", "code id_token token"})
    void stockClientGetsWhatItAskedForInAForm(String types) throws Exception {
        try (var browser = new TestBrowser()) {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(server.issuer()));
            var request = request(metadata, types, ResponseMode.FORM_POST);
            var page = logIn(browser, request.toURI());

            assertAnswers(metadata, "RS256", request, posted(page));
        }
    }

    @Test
    @Tag("SEC-D6")
    @Tag("SEC-A9")
    void formNeitherCachesNorRunsScriptsOfItsOwn() {
        try (var browser = new TestBrowser()) {
            var page = finish(
                    new Shop(server, browser), Map.of("response_mode", "form_post", "state", "<\"'&>"), "approve");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Location")).isEmpty();
            var document = Jsoup.parse(page.body(), page.uri().toString());
            assertThat(document.select("script").eachAttr("src")).isNotEmpty();
            assertThat(document.select("script, style").eachText()).isEmpty();
            assertThat(document.select("form button[type=submit]")).hasSize(1);
            assertThat(fields(page))
                    .containsOnlyKeys("code", "state", "iss")
                    .containsEntry("state", "<\"'&>")
                    .containsEntry("iss", server.issuer().toString());
        }
    }

    @Test
    @Tag("SEC-A9")
    void refusalTravelsAsTheAnswerWouldHave() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var posted = finish(shop, Map.of("response_mode", "form_post"), "rejected");
            assertThat(fields(posted))
                    .containsEntry("error", "access_denied")
                    .containsEntry("iss", server.issuer().toString());

            var redirected = finish(shop, Map.of("response_type", "id_token token"), "rejected");
            assertThat(redirected.statusCode()).isEqualTo(303);
            assertThat(fragment(redirected))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "st4te")
                    .containsEntry("iss", server.issuer().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type=token | fragment | unsupported_response_type",
                "response_type=code none | query | unsupported_response_type",
                "response_type=id_token&nonce= | fragment | invalid_request",
                "response_type=id_token&response_mode=query | fragment | invalid_request",
                "response_type=id_token&response_mode=web_message | fragment | invalid_request",
                "response_type=code id_token&scope=email | fragment | invalid_scope",
                "response_type=code&response_mode=fragment&scope=email | fragment | invalid_scope",
                "response_type=code&response_mode=form_post&scope=email | form_post | invalid_scope",
                "response_type=id_token&response_mode=form_post&prompt=none | form_post | login_required",
                "response_type=code&prompt=create | query | invalid_request",
                "response_type=code&claims={ | query | invalid_request",
                "response_type=code&claims={\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"9\"}}} | query | unmet_authentication_requirements",
                "response_type=id_token token&claims=[] | fragment | invalid_request",
                "response_type=code&registration={} | query | registration_not_supported",
                "response_type=code&max_age=-1 | query | invalid_request",
            })
    @Tag("SEC-A10")
    void badRequestGetsTheRightErrorInTheRightPlace(String other, String mode, String error) {
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : other.split("&", -1)) {
            var equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            for (var path : new String[] {"/auth", "/auth/local"}) {
                var answer = browser.get(shop.authorize(path, parameters));
                var told =
                        switch (mode) {
                            case "query" -> TestBrowser.answer(answer);
                            case "fragment" -> fragment(answer);
                            default -> fields(answer);
                        };
                assertThat(told)
                        .containsEntry("error", error)
                        .containsEntry("state", "st4te")
                        .containsEntry("iss", server.issuer().toString());
            }
        }
    }

    @Test
    void asDexHasItErrorsComeInTheQuery() {
        try (var dex = TestServer.start(TestServer.STANDARD + ALL + "compatibility: dex\n");
                var browser = new TestBrowser()) {
            var answer = new Shop(dex, browser).begin("/auth", Map.of("response_type", "id_token", "scope", "email"));

            assertThat(TestBrowser.answer(answer)).containsEntry("error", "invalid_scope");
        }
    }

    /// A page of the login leads back to the choice, and from there to the very same answer.
    @Test
    @Tag("SEC-A6")
    void wayBackToTheChoiceChangesNothing() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var form = shop.begin(
                    "/auth/door",
                    Map.of("response_type", "code id_token", "response_mode", "form_post", "scope", "openid"));
            var back = Jsoup.parse(form.body(), form.uri().toString())
                    .select("#back")
                    .attr("abs:href");
            var choice = browser.follow(browser.get(URI.create(back)));
            var local = Jsoup.parse(choice.body(), choice.uri().toString())
                    .select("a[href*='/auth/local?']")
                    .attr("abs:href");

            var login = browser.follow(browser.get(URI.create(local)));
            var page = browser.submit(aliceLogsIn(browser, login), Map.of("approval", "approve"));

            assertThat(fields(page)).containsOnlyKeys("code", "id_token", "state", "iss");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "eyJhbGciOiJub25lIn0.e30."})
    @Tag("SEC-B6")
    void linkThatWasNotSealedHereLeadsNowhere(String sealed) {
        try (var browser = new TestBrowser()) {
            var answer = browser.get(server.at("/auth?client_id=shop&" + RequestLinks.SEALED + "=" + sealed));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    private static AuthenticationRequest request(
            OIDCProviderMetadata metadata, String types, @Nullable ResponseMode mode) throws Exception {
        return new AuthenticationRequest.Builder(
                        ResponseType.parse(types), Scope.parse("openid email groups"), SHOP, REDIRECT_URI)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(new Nonce())
                .responseMode(mode)
                .build();
    }

    private static HttpResponse<String> logIn(TestBrowser browser, URI request) {
        var form = browser.follow(browser.get(URI.create(request + "&connector_id=local")));
        return browser.submit(aliceLogsIn(browser, form), Map.of("approval", "approve"));
    }

    private static HttpResponse<String> aliceLogsIn(TestBrowser browser, HttpResponse<String> form) {
        return browser.follow(browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse")));
    }

    private static HttpResponse<String> finish(Shop shop, Map<String, String> other, String answer) {
        return shop.answer(shop.aliceLogsIn(other), answer);
    }

    private static AuthenticationSuccessResponse success(URI location) throws Exception {
        return AuthenticationResponseParser.parse(location).toSuccessResponse();
    }

    private static AuthenticationSuccessResponse posted(HttpResponse<String> page) throws Exception {
        var document = Jsoup.parse(page.body(), page.uri().toString());
        assertThat(document.select("form[method=post]").attr("action")).isEqualTo(Shop.REDIRECT_URI);
        return success(URI.create(Shop.REDIRECT_URI + "#" + TestBrowser.encode(fields(page))));
    }

    private static Map<String, String> fields(HttpResponse<String> page) {
        var fields = new LinkedHashMap<String, String>();
        Jsoup.parse(page.body(), page.uri().toString())
                .select("form[data-sends-itself] input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    private static Map<String, String> fragment(HttpResponse<?> redirect) {
        var location = TestBrowser.location(redirect);
        assertThat(location.getRawQuery()).isNull();
        var fragment = location.getRawFragment();
        assertThat(fragment).isNotNull();
        var parameters = new LinkedHashMap<String, String>();
        URLUtils.parseParameters(fragment).forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }

    private static void assertAnswers(
            OIDCProviderMetadata metadata,
            String algorithm,
            AuthenticationRequest request,
            AuthenticationSuccessResponse answer)
            throws Exception {
        var types = request.getResponseType();
        assertThat(answer.getState()).isEqualTo(request.getState());
        assertThat(answer.getIssuer()).isEqualTo(metadata.getIssuer());
        assertThat(answer.getAuthorizationCode() != null).isEqualTo(types.contains(ResponseType.Value.CODE));
        assertThat(answer.getAccessToken() != null).isEqualTo(types.contains(ResponseType.Value.TOKEN));
        assertThat(answer.getIDToken() != null).isEqualTo(types.contains("id_token"));
        var jws = JWSAlgorithm.parse(algorithm);
        if (answer.getIDToken() != null) {
            var claims = new IDTokenValidator(
                            metadata.getIssuer(),
                            SHOP,
                            jws,
                            metadata.getJWKSetURI().toURL())
                    .validate(answer.getIDToken(), request.getNonce());
            assertThat(claims.getStringClaim("email")).isEqualTo("alice@example.org");
            if (answer.getAccessToken() != null) {
                AccessTokenValidator.validate(answer.getAccessToken(), jws, claims.getAccessTokenHash());
            }
            if (answer.getAuthorizationCode() != null) {
                AuthorizationCodeValidator.validate(answer.getAuthorizationCode(), jws, claims.getCodeHash());
            }
            assertThat(claims.getClaim("at_hash") != null).isEqualTo(answer.getAccessToken() != null);
            assertThat(claims.getClaim("c_hash") != null).isEqualTo(answer.getAuthorizationCode() != null);
        }
        if (answer.getAccessToken() != null) {
            assertThat(answer.getAccessToken().getLifetime()).isPositive();
            var info = UserInfoResponse.parse(
                            new UserInfoRequest(metadata.getUserInfoEndpointURI(), answer.getAccessToken())
                                    .toHTTPRequest()
                                    .send())
                    .toSuccessResponse()
                    .getUserInfo();
            assertThat(info.getEmailAddress()).isEqualTo("alice@example.org");
        }
        if (answer.getAuthorizationCode() != null) {
            HTTPResponse tokens = new TokenRequest.Builder(
                            metadata.getTokenEndpointURI(),
                            new ClientSecretBasic(SHOP, new Secret("shop-secret")),
                            new AuthorizationCodeGrant(answer.getAuthorizationCode(), REDIRECT_URI))
                    .build()
                    .toHTTPRequest()
                    .send();
            assertThat(OIDCTokenResponseParser.parse(tokens).indicatesSuccess()).isTrue();
        }
    }
}
