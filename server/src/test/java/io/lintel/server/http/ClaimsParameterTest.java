package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Claims that a client asks for by name, `acr_values` and `amr` (OpenID Connect Core, sections 3.1.2.1 and 5.5), as a
/// library writes them.
@ExtendWith(StandardServer.class)
final class ClaimsParameterTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @Test
    void claimsAreToldWhereTheyWereAskedForAlsoAfterARefresh() throws ParseException {
        var claims = new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(new ClaimsSetRequest().add("preferred_username"))
                .withUserInfoClaimsRequest(new ClaimsSetRequest()
                        .add(new ClaimsSetRequest.Entry("email").withClaimRequirement(ClaimRequirement.ESSENTIAL))
                        .add("phone_number"))
                .toJSONString();
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var consent = shop.aliceLogsIn(Map.of("scope", "openid offline_access", "claims", claims));
            assertThat(Jsoup.parse(consent.body()).select(".dex-fact").eachText())
                    .contains("see your email address", "see these details of your profile: username");

            var code = TestBrowser.answer(shop.answer(consent, "approve")).getOrDefault("code", "");
            var tokens = shop.token(shop.redemption(code));
            assertTold(shop, tokens);
            assertTold(
                    shop,
                    shop.token(Map.of(
                            "grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token"))));
        }
    }

    private static void assertTold(Shop shop, HttpResponse<String> tokens) throws ParseException {
        assertThat(idToken(tokens).getClaims())
                .containsEntry("preferred_username", "ally")
                .containsEntry("amr", List.of("pwd"))
                .doesNotContainKeys("email", "name", "groups", "acr");
        assertThat(shop.userInfo(Shop.member(tokens, "access_token")).body())
                .contains("\"email\":\"alice@example.org\"")
                .doesNotContain("preferred_username", "phone_number", "groups");
    }

    @Test
    void acrIsToldToWhoeverAsks() throws ParseException {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            assertThat(idToken(tokens(shop, Map.of("acr_values", "gold 1"))).getClaim("acr"))
                    .isEqualTo("1");
        }
    }

    @Test
    @Tag("SEC-B4")
    void essentialAcrAndOtherSubAreRefused() {
        var acr = new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(new ClaimsSetRequest()
                        .add(new ClaimsSetRequest.Entry("acr")
                                .withClaimRequirement(ClaimRequirement.ESSENTIAL)
                                .withValue("gold")))
                .toJSONString();
        var sub = "{\"id_token\":{\"sub\":{\"value\":\"CgNib2ISBWxvY2Fs\"}}}";
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            assertThat(TestBrowser.answer(shop.begin("/auth", Map.of("claims", acr))))
                    .containsEntry("error", "unmet_authentication_requirements");
            var form = shop.begin("/auth", Map.of("claims", sub));
            var refused = browser.submit(form, Map.of("login", "alice@example.org", "password", "correct horse"));
            assertThat(TestBrowser.answer(refused))
                    .containsEntry("error", "login_required")
                    .doesNotContainKey("code");
        }
    }

    private static HttpResponse<String> tokens(Shop shop, Map<String, String> other) {
        var code = TestBrowser.answer(shop.answer(shop.aliceLogsIn(other), "approve"))
                .getOrDefault("code", "");
        return shop.token(shop.redemption(code));
    }

    private static JWTClaimsSet idToken(HttpResponse<String> tokens) throws ParseException {
        return SignedJWT.parse(Shop.member(tokens, "id_token")).getJWTClaimsSet();
    }
}
