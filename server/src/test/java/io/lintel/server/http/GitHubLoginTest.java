package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.FakeGitHub;
import io.lintel.connector.github.Person;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// People come from GitHub, and an application gets tokens that say who they are.
final class GitHubLoginTest {

    private static FakeGitHub github;
    private static TestServer server;

    @BeforeAll
    static void start() {
        github = FakeGitHub.start();
        server = TestServer.start(
                TestServer.STANDARD.replace("connectors:\n", "connectors:\n" + HubConnector.of(github, "hub", "")));
    }

    @AfterAll
    static void stop() {
        server.close();
        github.close();
    }

    @Test
    void personOfTheTeamSignsInAndIsLookedUpAgain() {
        var octocat =
                github.put(Person.of(583231, "octocat").named("The Octocat").in("acme", "Builders", "builders"));
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);

            var consent = comeBack(shop, browser, octocat);
            var approved = browser.submit(consent, Map.of("approval", "approve"));
            var tokens = shop.token(shop.redemption(TestBrowser.answer(approved).getOrDefault("code", "")));

            assertThat(claims(tokens))
                    .contains("\"name\":\"The Octocat\"")
                    .contains("\"preferred_username\":\"octocat\"")
                    .contains("\"email\":\"octocat@example.org\"")
                    .contains("\"groups\":[\"acme:Builders\"]")
                    .contains("\"connector_id\":\"hub\"", "\"user_id\":\"583231\"");

            github.put(octocat.named("The Old Octocat"));
            var refreshed = shop.token(
                    Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(tokens, "refresh_token")));
            assertThat(claims(refreshed)).contains("\"name\":\"The Old Octocat\"");

            github.put(octocat.nowhere());
            var refused = shop.token(
                    Map.of("grant_type", "refresh_token", "refresh_token", Shop.member(refreshed, "refresh_token")));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_grant");
        }
    }

    @Test
    void personOutsideTheOrganizationIsToldSo() {
        var stranger = github.put(Person.of(7, "stranger").in("elsewhere"));
        try (var browser = new TestBrowser()) {
            var page = comeBack(new Shop(server, browser), browser, stranger);

            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    @Tag("SEC-I7")
    @Tag("SEC-I9")
    void pageOfARefusedLoginShowsNothingOfWhatGitHubSaid() {
        var octocat = github.put(Person.of(8, "monalisa").in("acme", "Builders", "builders"));
        try (var browser = new TestBrowser()) {
            var departure = new Shop(server, browser).begin("/auth/hub", Map.of());
            var callback = github.authorize(TestBrowser.location(departure), octocat);

            var page = browser.get(server.at("/callback?"
                    + TestBrowser.encode(Map.of(
                            "state", callback.getOrDefault("state", ""),
                            "error", "server_error",
                            "error_description", "words of somebody else"))));

            assertThat(page.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(page.body()).doesNotContain("words of somebody else").doesNotContain("server_error");
        }
    }

    /// The page after GitHub has sent the browser of a person back.
    private static HttpResponse<String> comeBack(Shop shop, TestBrowser browser, Person person) {
        var departure = TestBrowser.location(shop.begin("/auth/hub", Map.of()));
        var callback =
                URI.create(server.at("/callback") + "?" + TestBrowser.encode(github.authorize(departure, person)));
        return browser.follow(browser.get(callback));
    }

    private static String claims(HttpResponse<String> tokens) {
        var payload = Shop.member(tokens, "id_token").split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(payload), UTF_8);
    }
}
