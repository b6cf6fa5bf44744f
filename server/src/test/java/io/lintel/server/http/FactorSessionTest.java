package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.factor.FactorHolder;
import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Second factors where browsers have sessions, and what their holders do with them.
final class FactorSessionTest {

    private static final String TEXT = TestServer.STANDARD + """
          - {id: open, name: Open, secret: s, mfaChain: [], ssoSharedWith: ["*"],
             redirectURIs: ["https://shop.example/callback"]}
        oauth2: {skipApprovalScreen: true}
        sessions: {enabled: true, validIfNotUsedFor: 24h}
        mfa:
          authenticators: [{id: app, type: TOTP, config: {issuer: Example}}]
          defaultMFAChain: [app]
        """;
    private static final Map<String, String> SILENT = Map.of("prompt", "none");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final TestBrowser browser = new TestBrowser();
    private TestServer server = TestServer.start(TEXT, clock);
    private Shop shop = new Shop(server, browser);

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    private void restart(String text) {
        server.close();
        server = TestServer.start(text, clock);
        shop = new Shop(server, browser);
    }

    @Test
    @Tag("SEC-H6")
    @Tag("SEC-A11")
    void sessionOfALoginThatNeededNoFactorDoesNotBypassIt() {
        assertThat(TestBrowser.answer(shop.aliceLogsIn(Map.of("client_id", "open"))))
                .containsKey("code");

        assertThat(TestBrowser.answer(visit(SILENT))).containsEntry("error", "interaction_required");
        var page = visit(Map.of());
        assertThat(page.uri().getPath()).endsWith("/mfa/totp");
        assertThat(TestBrowser.answer(enrol(page))).containsKey("code");
    }

    @Test
    @Tag("SEC-H6")
    void factorCountsForTheSessionAndForNoLoginAfterIt() {
        var application = enrolAlice();

        assertThat(TestBrowser.answer(visit(SILENT))).containsKey("code");
        assertThat(visit(Map.of("prompt", "login")).uri().getPath()).endsWith("/login");
        var again = shop.aliceLogsIn(Map.of("prompt", "login"));
        assertThat(again.uri().getPath()).endsWith("/mfa/totp");
        assertThat(TestBrowser.answer(visit(SILENT))).containsEntry("error", "interaction_required");
        clock.advance(Duration.ofSeconds(30));
        assertThat(TestBrowser.answer(browser.submit(again, Map.of("totp", application.code()))))
                .containsKey("code");
    }

    @Test
    void factorIsAskedForEachTimeIfTheOperatorSaysSo() {
        restart(TEXT + "  rememberForSession: false\n");
        enrolAlice();

        assertThat(TestBrowser.answer(visit(SILENT))).containsEntry("error", "interaction_required");
        assertThat(visit(Map.of()).uri().getPath()).endsWith("/mfa/totp");
    }

    @Test
    void whoHasPassedAFactorJustNowAddsAndRemoves() {
        enrolAlice();
        var list = manage();
        assertThat(Jsoup.parse(list.body())
                        .select("#factors .dex-entry-heading")
                        .eachText())
                .containsExactly("My phone");
        assertThat(Jsoup.parse(list.body()).select("#codes-left").text()).contains("10");

        var form = browser.get(link(list, "[data-add=app]"));
        var tablet = TestApplication.scans(form, clock);
        assertThat(browser.submit(form, Map.of("totp", "000000")).statusCode()).isEqualTo(401);
        list = browser.follow(browser.submit(form, Map.of("totp", tablet.code(), "name", "<Tablet>")));
        assertThat(Jsoup.parse(list.body())
                        .select("#factors .dex-entry-heading")
                        .eachText())
                .containsExactly("My phone", "<Tablet>");

        list = browser.follow(browser.submit(asksToRemove(list), Map.of()));
        assertThat(Jsoup.parse(list.body())
                        .select("#factors .dex-entry-heading")
                        .eachText())
                .containsExactly("<Tablet>");
    }

    @Test
    @Tag("SEC-B15")
    void afterAWhileOneIsShownBeforeAnythingIsChanged() {
        var application = enrolAlice();
        var early = manage();
        var question = asksToRemove(early);
        clock.advance(Duration.ofMinutes(11));

        var late = manage();
        assertThat(Jsoup.parse(late.body()).select("[data-add], #new-codes, [data-remove]"))
                .isEmpty();
        browser.submit(question, Map.of());
        assertThat(Jsoup.parse(browser.follow(asksToRemove(early)).body()).select("#remove-confirm"))
                .isEmpty();
        browser.get(link(early, "[data-add=app]"));
        assertThat(Jsoup.parse(browser.follow(browser.get(link(early, "#new-codes")))
                                .body())
                        .select("#recovery-codes"))
                .isEmpty();
        assertThat(Jsoup.parse(manage().body()).select("#factors .dex-entry")).hasSize(1);

        var form = browser.get(link(late, "[data-confirm=app]"));
        assertThat(Jsoup.parse(form.body()).select("#secret")).isEmpty();
        var list = browser.follow(browser.submit(form, Map.of("totp", application.code())));
        assertThat(Jsoup.parse(list.body()).select("[data-remove], #new-codes")).hasSize(2);
    }

    @Test
    void whoHasRemovedTheLastOneEnrolsAtTheNextLogin() {
        enrolAlice();
        var list = browser.follow(browser.submit(asksToRemove(manage()), Map.of()));
        assertThat(Jsoup.parse(list.body()).select("#no-factors")).hasSize(1);

        var page = shop.aliceLogsIn(Map.of("prompt", "login"));

        assertThat(Jsoup.parse(page.body()).select("#secret")).hasSize(1);
    }

    @Test
    void lastOneStaysAndSaysSoWhereNobodyMayEnrolAtLogin() {
        var application = enrolAlice();
        var alice = new Subject("a11ce", "local");
        var enrolled = server.context()
                .getBean(FactorHolders.class)
                .find(alice)
                .orElseThrow()
                .enrolments();
        restart(TEXT.replace("type: TOTP,", "type: TOTP, enrolment: forbidden,"));
        server.context()
                .getBean(FactorHolders.class)
                .replace(new FactorHolder(alice, 1, enrolled, List.of(), clock.instant()));
        assertThat(TestBrowser.answer(browser.submit(shop.aliceLogsIn(Map.of()), Map.of("totp", application.code()))))
                .containsKey("code");

        var list = Jsoup.parse(manage().body());
        assertThat(list.select("#factors .dex-entry").text()).contains("My phone", "has to stay");
        assertThat(list.select("[data-remove]")).isEmpty();
        var question =
                server.at("/mfa/manage/remove?target=" + enrolled.getFirst().id());
        assertThat(Jsoup.parse(browser.follow(browser.get(question)).body()).select("#remove-confirm"))
                .isEmpty();
        assertThat(list.select("[data-add]")).hasSize(1);

        var form = browser.get(link(manage(), "[data-add=app]"));
        var tablet = TestApplication.scans(form, clock);
        list = Jsoup.parse(browser.follow(browser.submit(form, Map.of("totp", tablet.code())))
                .body());
        assertThat(list.select("[data-remove]")).as("either may go now").hasSize(2);
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        enrolAlice();
        var first = browser.get(link(manage(), "#new-codes"));
        var second = browser.get(first.uri());
        assertThat(Jsoup.parse(second.body()).select("#recovery-codes code").eachText())
                .hasSize(10)
                .doesNotContainAnyElementsOf(
                        Jsoup.parse(first.body()).select("#recovery-codes code").eachText());
        browser.follow(browser.submit(second, Map.of()));

        var asked = shop.aliceLogsIn(Map.of("prompt", "login"));
        var form = browser.get(link(asked, "#recovery"));
        var unused = Jsoup.parse(first.body())
                .select("#recovery-codes code")
                .getFirst()
                .text();
        assertThat(browser.submit(form, Map.of("recovery_code", unused)).statusCode())
                .isEqualTo(401);
        var kept = Jsoup.parse(second.body())
                .select("#recovery-codes code")
                .getFirst()
                .text();
        assertThat(TestBrowser.answer(browser.submit(form, Map.of("recovery_code", kept))))
                .containsKey("code");
    }

    @Test
    void nothingIsRemovedBeforeTheQuestionIsAnswered() {
        enrolAlice();

        var question = asksToRemove(manage());
        assertThat(Jsoup.parse(question.body()).select("#removed").text()).isEqualTo("My phone");
        assertThat(browser.get(link(question, "#remove-keep")).body()).contains("My phone");

        browser.submit(question, Map.of());
        assertThat(Jsoup.parse(manage().body()).select("#no-factors")).hasSize(1);
        assertThat(browser.get(question.uri()).statusCode())
                .as("nothing is left to ask about")
                .isEqualTo(303);
    }

    @Test
    @Tag("SEC-D2")
    @Tag("SEC-B4")
    void formsCarryAMacOfTheirDeedTargetAndSession() {
        enrolAlice();
        var hidden = hidden(asksToRemove(manage()));

        for (var name : hidden.keySet()) {
            var spoiled = new LinkedHashMap<>(hidden);
            spoiled.put(name, "x");
            var answer = browser.post(server.at("/mfa/manage/remove"), spoiled);
            assertThat(name.equals("do") || answer.statusCode() == 403).as(name).isTrue();
        }
        assertThat(browser.post(server.at("/mfa/manage/recovery-codes"), hidden).statusCode())
                .isEqualTo(403);
        try (var stranger = new TestBrowser()) {
            assertThat(stranger.post(server.at("/mfa/manage/remove"), hidden).statusCode())
                    .isEqualTo(303);
            assertThat(stranger.get(server.at("/mfa/manage")).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void accountLeadsToTheList() {
        enrolAlice();

        var account = browser.get(server.at(""));

        assertThat(link(account, "#second-factors")).isEqualTo(server.at("/mfa/manage"));
    }

    private HttpResponse<String> visit(Map<String, String> other) {
        return browser.follow(browser.get(shop.authorize("/auth/local", other)));
    }

    private TestApplication enrolAlice() {
        var page = shop.aliceLogsIn(Map.of());
        var application = TestApplication.scans(page, clock);
        assertThat(TestBrowser.answer(enrol(page))).containsKey("code");
        clock.advance(Duration.ofSeconds(30));
        return application;
    }

    private HttpResponse<String> enrol(HttpResponse<String> page) {
        var code = TestApplication.scans(page, clock).code();
        var codes = browser.follow(browser.submit(page, Map.of("totp", code, "name", "My phone")));
        return browser.submit(codes, Map.of());
    }

    private HttpResponse<String> manage() {
        return browser.get(server.at("/mfa/manage"));
    }

    /// The page that comes before the first of a list is removed.
    private HttpResponse<String> asksToRemove(HttpResponse<String> list) {
        return browser.get(link(list, "[data-remove]"));
    }

    private static URI link(HttpResponse<String> page, String selector) {
        return URI.create(
                Jsoup.parse(page.body(), page.uri().toString()).select(selector).attr("abs:href"));
    }

    private static Map<String, String> hidden(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("form input[type=hidden]").stream()
                .collect(Collectors.toMap(
                        field -> field.attr("name"),
                        field -> field.attr("value"),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
