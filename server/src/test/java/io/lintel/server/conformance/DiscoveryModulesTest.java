package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The modules about what the provider says of itself. The issuer is https, as behind a proxy that speaks TLS.
final class DiscoveryModulesTest {

    private static final String ISSUER = "https://login.example/idp";

    private static TestServer server;
    private static TestBrowser browser;
    private static String text;
    private static Map<String, Object> document;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(Provider.STANDARD.replace("\"@ISSUER@\"", ISSUER)
                + "registration: {enabled: true, initialAccessTokens: [{id: suite, token: "
                + "0123456789abcdef".repeat(2) + "}]}\n");
        browser = new TestBrowser();
        var answer = browser.get(server.at("/.well-known/openid-configuration"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        text = answer.body();
        document = JSONObjectUtils.parse(text);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    @DisplayName("oidcc-discovery-endpoint-verification")
    void metadataSayWhatTheSpecificationDemands() throws Exception {
        var metadata = OIDCProviderMetadata.parse(text);
        assertThat(document).containsEntry("issuer", ISSUER);
        assertThat(metadata.getTokenEndpointURI()).isNotNull();
        assertThat(metadata.getAuthorizationEndpointURI()).isNotNull();
        assertThat(metadata.getUserInfoEndpointURI()).isNotNull();
        assertThat(metadata.getRegistrationEndpointURI()).isNotNull();
        assertEndpointsAreHttps();
        assertThat(list("response_types_supported")).contains("code", "id_token", "id_token token");
        assertThat(list("subject_types_supported"))
                .isSubsetOf("public", "pairwise")
                .isNotEmpty();
        assertThat(list("id_token_signing_alg_values_supported")).contains("RS256");
        assertThat(list("userinfo_signing_alg_values_supported")).contains("RS256");
        assertThat(list("request_object_signing_alg_values_supported")).contains("RS256");
        assertThat(list("grant_types_supported")).contains("authorization_code", "implicit");
        assertThat(list("scopes_supported"))
                .contains("openid")
                .allMatch(scope -> scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
        assertThat(list("claims_supported")).contains("sub", "iss", "name", "email");
        assertThat(list("code_challenge_methods_supported")).contains("S256");
        assertThat(list("token_endpoint_auth_methods_supported"))
                .contains("client_secret_basic", "client_secret_post", "private_key_jwt");
        assertThat(document)
                .containsEntry("claims_parameter_supported", true)
                .containsEntry("request_parameter_supported", true)
                .containsKey("request_uri_parameter_supported");
        if (document.containsKey("ui_locales_supported")) {
            assertThat(list("ui_locales_supported"))
                    .allMatch(tag -> Locale.forLanguageTag(tag).toLanguageTag().equals(tag));
        }
        assertKeysAreGood();
    }

    private static void assertEndpointsAreHttps() {
        assertThat(document.keySet())
                .filteredOn(name -> name.endsWith("_endpoint"))
                .hasSizeGreaterThan(6);
        document.forEach((name, value) -> {
            if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                var uri = URI.create(String.valueOf(value));
                assertThat(uri.getScheme()).as(name).isEqualTo("https");
                assertThat(uri.getHost()).as(name).isNotEmpty();
                assertThat(uri.getRawFragment()).as(name).isNull();
            }
        });
    }

    /// OpenID Connect Core, section 10.1; RFC 7517, section 4.5.
    private static void assertKeysAreGood() throws Exception {
        var keys = JWKSet.parse(browser.get(server.at("/keys")).body()).getKeys();
        assertThat(keys).isNotEmpty().noneMatch(JWK::isPrivate);
        assertThat(keys).extracting(JWK::getKeyID).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(keys)
                .allSatisfy(key -> assertThat(key.getKeyType().getValue()).isNotEqualTo("oct"));
        assertThat(keys).anyMatch(key -> key.getAlgorithm().getName().equals("RS256"));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-discovery-endpoint-verification")
    void metadataTellWhereSessionsEnd() {
        assertEndpointsAreHttps();
        assertThat(document).containsEntry("end_session_endpoint", ISSUER + "/logout");
    }

    @Test
    @DisplayName("oidcc-backchannel-logout-discovery-endpoint-verification")
    void metadataPromiseBackChannelLogout() {
        metadataTellWhereSessionsEnd();
        assertThat(document)
                .containsEntry("backchannel_logout_supported", true)
                .containsEntry("backchannel_logout_session_supported", true);
    }

    @Test
    @DisplayName("oidcc-frontchannel-logout-discovery-endpoint-verification")
    void metadataPromiseFrontChannelLogout() {
        metadataTellWhereSessionsEnd();
        assertThat(document)
                .containsEntry("frontchannel_logout_supported", true)
                .containsEntry("frontchannel_logout_session_supported", true);
    }

    private static List<String> list(String name) {
        if (document.get(name) instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new AssertionError(name + " is no list");
    }
}
