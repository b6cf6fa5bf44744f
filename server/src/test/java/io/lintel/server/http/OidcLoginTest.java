package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// People come from another OpenID provider, which is a second server of ours, and an application gets tokens that
/// say who they are.
final class OidcLoginTest {

    private UpstreamLintel upstream;
    private TestServer server;
    private TestBrowser browser;
    private Shop shop;

    @BeforeEach
    void start() {
        upstream = new UpstreamLintel();
        server = TestServer.start(upstream.downstream("") + "sessions: {enabled: true}\n");
        upstream.start(server);
        browser = new TestBrowser();
        shop = new Shop(server, browser);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        upstream.close();
    }

    @Test
    void personOfTheUpstreamSignsInAndIsLookedUpAgain() {
        var tokens = aliceSignsIn();

        assertThat(claims(tokens))
                .contains("\"name\":\"Alice Liddell\"")
                .contains("\"preferred_username\":\"ally\"")
                .contains("\"email\":\"alice@example.org\"", "\"email_verified\":true")
                .contains("\"groups\":[\"readers\"]")
                .contains("\"connector_id\":\"up\"");

        var refreshed = refresh(tokens);
        assertThat(claims(refreshed)).contains("\"name\":\"Alice Liddell\"");
    }

    @Test
    @Tag("SEC-C7")
    void personWhoIsGoneUpstreamIsRefusedAndAnAbsentUpstreamChangesNothing() {
        var tokens = aliceSignsIn();

        upstream.stop();
        var absent = shop.token(refreshing(tokens));
        assertThat(absent.statusCode()).isGreaterThanOrEqualTo(500);

        upstream.start(server, "  []\n");
        var gone = shop.token(refreshing(tokens));
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(400);
        assertThat(gone.body()).contains("invalid_grant");
    }

    @Test
    @Tag("SEC-G3")
    void keysOfTheUpstreamMayChange() {
        aliceSignsIn();

        upstream.startAnew(server);

        try (var another = new TestBrowser()) {
            browser = another;
            shop = new Shop(server, another);
            assertThat(claims(aliceSignsIn())).contains("\"connector_id\":\"up\"");
        }
    }

    @Test
    void hintIsHandedOn() {
        var departure = TestBrowser.location(shop.begin("/auth/up", Map.of("login_hint", "alice@example.org")));

        assertThat(departure.toString()).contains("login_hint=alice%40example.org");
        var form = upstream.browser().follow(upstream.browser().get(departure));
        assertThat(form.body()).contains("alice@example.org");
    }

    @Test
    void logoutIsOneAtTheUpstreamToo() {
        aliceSignsIn();

        var question = browser.follow(browser.get(server.at("/logout")));
        var leaving = TestBrowser.location(browser.submit(question, Map.of()));

        assertThat(leaving.toString())
                .startsWith(upstream.at("/logout") + "?")
                .contains("id_token_hint=", "client_id=lintel", "post_logout_redirect_uri=");
        var back = TestBrowser.location(upstream.browser().get(leaving));
        assertThat(back.toString()).startsWith(server.at("/logout/callback") + "?state=");
        assertThat(browser.follow(browser.get(back)).statusCode()).isEqualTo(200);
        var form = upstream.browser()
                .follow(upstream.browser().get(TestBrowser.location(shop.begin("/auth/up", Map.of()))));
        assertThat(form.body()).as("the upstream has forgotten her").contains("name=\"password\"");
    }

    /// The tokens after a login at the upstream and consent here.
    private HttpResponse<String> aliceSignsIn() {
        var departure = TestBrowser.location(shop.begin("/auth/up", Map.of()));
        var callback = TestBrowser.location(upstream.aliceComes(departure));
        var page = browser.follow(browser.get(callback));
        // Consent is remembered.
        var approved = page.headers().firstValue("Location").isPresent()
                ? page
                : browser.submit(page, Map.of("approval", "approve"));
        return shop.token(shop.redemption(TestBrowser.answer(approved).getOrDefault("code", "")));
    }

    private HttpResponse<String> refresh(HttpResponse<String> tokens) {
        return shop.token(refreshing(tokens));
    }

    private static Map<String, String> refreshing(HttpResponse<String> tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token"));
    }

    private static String claims(HttpResponse<String> tokens) {
        var payload = Shop.member(tokens, "id_token").split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(payload), UTF_8);
    }
}
