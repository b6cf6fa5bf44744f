package io.lintel.server.http;

import static io.lintel.server.http.Visitor.ALICE;
import static io.lintel.server.http.Visitor.WALTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.StringFields;
import io.lintel.secret.Secret;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.session.SessionId;
import io.lintel.session.SessionKey;
import io.lintel.session.SessionMac;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users see of themselves, and what they can end.
final class AccountTest {

    private static final String SESSIONS = TestServer.STANDARD.replace(
                    "{id: app, name: App, public: true,", "{id: app, name: App, secret: app-secret,")
            + "sessions: {enabled: true}\n";

    private final TestServer server = TestServer.start(SESSIONS);
    private final Visitor alice = new Visitor();
    private final Visitor elsewhere = new Visitor();
    private final Visitor walter = new Visitor();

    @AfterEach
    void close() {
        walter.close();
        elsewhere.close();
        alice.close();
        server.close();
    }

    @Test
    @Tag("SEC-B10")
    void whoeverIsNotSignedOnSeesNobody() {
        var page = alice.browser().get(server.at(""));

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"discovery\"").doesNotContain("id=\"identity\"");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    @Tag("SEC-B10")
    void userSeesWhereTheyAreSignedOnAndWhatTheyHaveGiven() {
        alice.tokens(server, "shop", alice.logIn(server, "shop", "local", ALICE));
        elsewhere.tokens(server, "app", elsewhere.logIn(server, "app", "local", ALICE));
        walter.tokens(server, "app", walter.logIn(server, "app", "door", WALTER));

        var page = page(alice);

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        var document = Jsoup.parse(page.body());
        assertThat(document.select("#identity").text()).contains("Alice Liddell");
        assertThat(document.select("#sessions .dex-entry")).hasSize(2);
        assertThat(document.select("#sessions .dex-entry").getFirst().text())
                .contains("this browser", "Shop", "127.0.0.1");
        assertThat(document.select("#sessions .dex-mark")).hasSize(1);
        assertThat(document.select("#tokens .dex-entry-heading").eachText()).containsExactlyInAnyOrder("Shop", "App");
        assertThat(document.select("#consents .dex-entry-heading").eachText()).containsExactlyInAnyOrder("Shop", "App");
        assertThat(page.body()).doesNotContain("Door").doesNotContain("walter");
    }

    @Test
    @Tag("REL-5")
    void userSignsOutElsewhere() {
        alice.logIn(server, "shop", "local", ALICE);
        elsewhere.logIn(server, "shop", "local", ALICE);

        press(alice, "#sessions .dex-entry:not(:has(.dex-mark)) form");

        assertThat(isSignedOn(elsewhere)).isFalse();
        assertThat(isSignedOn(alice)).isTrue();
    }

    @Test
    void userSignsOutHere() {
        alice.logIn(server, "shop", "local", ALICE);

        var answer = press(alice, "#sessions .dex-entry:has(.dex-mark) form");

        assertThat(alice.browser().cookies()).doesNotContainKey("dex_session");
        assertThat(alice.browser().follow(answer).body()).doesNotContain("id=\"identity\"");
        assertThat(isSignedOn(alice)).isFalse();
    }

    @Test
    @Tag("SEC-C6")
    void appThatIsDisconnectedHasTokensNoMore() {
        var tokens = alice.tokens(server, "shop", alice.logIn(server, "shop", "local", ALICE));
        var shop = new Shop(server, alice.browser());

        press(alice, "#tokens form");

        assertThat(alice.refresh(server, "shop", tokens).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(shop.userInfo(Shop.member(tokens, "access_token")).statusCode())
                .isEqualTo(401);
        assertThat(page(alice).body()).contains("No app stays connected");
        assertThat(isSignedOn(alice)).isTrue();
    }

    @Test
    void consentThatIsTakenBackIsAskedForAgain() {
        alice.logIn(server, "shop", "local", ALICE);

        press(alice, "#consents form");

        assertThat(alice.visit(server, "shop", "/auth", Map.of()).body()).contains("consent-accept");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, http://127.0.0.1:1"
    })
    @Tag("SEC-D2")
    void formOfAnotherSiteEndsNothing(String header, String value) {
        alice.logIn(server, "shop", "local", ALICE);
        var form = form(alice, "#sessions form");

        var answer = alice.browser()
                .send(HttpRequest.newBuilder(action())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(TestBrowser.encode(form))));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(isSignedOn(alice)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "kind", "id", "session"})
    @Tag("SEC-D2")
    @Tag("SEC-B4")
    void formWithoutItsMacEndsNothing(String spoiled) {
        alice.logIn(server, "shop", "local", ALICE);
        elsewhere.logIn(server, "shop", "local", ALICE);
        var form = new LinkedHashMap<>(form(alice, "#sessions .dex-entry:has(.dex-mark) form"));
        switch (spoiled) {
            case "kind" -> form.put("kind", "token");
            case "id" -> form.putAll(Map.of("id", key(elsewhere).session().value()));
            // Made for the same user's other browser.
            case "session" -> form.putAll(form(elsewhere, "#sessions .dex-entry:has(.dex-mark) form"));
            default -> form.put("hmac", spoiled);
        }

        assertThat(alice.browser().post(action(), form).statusCode()).isEqualTo(403);
        assertThat(isSignedOn(alice)).isTrue();
        assertThat(isSignedOn(elsewhere)).isTrue();
    }

    @Test
    @Tag("SEC-B4")
    void nobodyEndsWhatIsSomebodyElses() {
        var tokens = alice.tokens(server, "shop", alice.logIn(server, "shop", "local", ALICE));
        walter.logIn(server, "shop", "door", WALTER);
        var family = form(alice, "#tokens form").getOrDefault("id", "");
        var walters = key(walter);
        for (var target : List.of(Map.entry("session", key(alice).session().value()), Map.entry("token", family))) {
            var form = Map.of(
                    "kind",
                    target.getKey(),
                    "id",
                    target.getValue(),
                    "hmac",
                    SessionMac.of(walters, target.getKey(), target.getValue()));
            assertThat(walter.browser().post(action(), form).statusCode()).isEqualTo(303);
        }

        assertThat(isSignedOn(alice)).isTrue();
        assertThat(alice.refresh(server, "shop", tokens).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind=session", "kind=nonsense&id=x&hmac=y", "kind=consent&id=&hmac=", "%zz"})
    void formThatSaysNothingIsRefused(String body) {
        alice.logIn(server, "shop", "local", ALICE);

        var answer = alice.browser()
                .send(HttpRequest.newBuilder(action())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(isSignedOn(alice)).isTrue();
    }

    @Test
    void withoutSessionsThereIsTheSmallPage() {
        try (var off = TestServer.start();
                var browser = new TestBrowser()) {
            assertThat(browser.get(off.at("")).body()).contains("id=\"discovery\"");
            assertThat(browser.post(off.at("/account/end"), Map.of("kind", "session"))
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    private HttpResponse<String> page(Visitor visitor) {
        return visitor.browser().get(server.at(""));
    }

    private Map<String, String> form(Visitor visitor, String selector) {
        var fields = new LinkedHashMap<String, String>();
        Jsoup.parse(page(visitor).body())
                .expectFirst(selector)
                .select("input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    private HttpResponse<String> press(Visitor visitor, String selector) {
        var answer = visitor.browser().post(action(), form(visitor, selector));
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer;
    }

    private URI action() {
        return server.at("/account/end");
    }

    private boolean isSignedOn(Visitor visitor) {
        return page(visitor).body().contains("id=\"identity\"");
    }

    private static SessionKey key(Visitor visitor) {
        var fields = StringFields.decode(visitor.browser().cookies().getOrDefault("dex_session", ""), 2)
                .orElseThrow();
        return new SessionKey(new SessionId(fields.get(0)), Secret.of(fields.get(1)));
    }
}
