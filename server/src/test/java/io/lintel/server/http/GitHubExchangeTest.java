package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.FakeGitHub;
import io.lintel.connector.github.Person;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Applications show access tokens of GitHub, and get ours.
final class GitHubExchangeTest {

    private static final String TYPE = "urn:ietf:params:oauth:token-type:";

    private static FakeGitHub github;
    private static TestServer server;
    private static TestBrowser browser;
    private static Shop shop;
    private static Person octocat;

    @BeforeAll
    static void start() {
        github = FakeGitHub.start();
        octocat = github.put(Person.of(583231, "octocat")
                .named("The Octocat")
                .in("acme", "Builders", "builders")
                .in("acme", "Auditors", "auditors")
                .in("elsewhere", "Owners", "owners"));
        server = TestServer.start(TestServer.STANDARD.replace(
                "connectors:\n",
                "connectors:\n" + HubConnector.of(github, "hub", "tokenExchange: true")
                        + HubConnector.of(github, "closed", "")));
        browser = new TestBrowser();
        shop = new Shop(server, browser);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        github.close();
    }

    private static HttpResponse<String> exchange(String connector, String type, String token, String scope) {
        return shop.token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "connector_id",
                connector,
                "subject_token",
                token,
                "subject_token_type",
                TYPE + type,
                "scope",
                scope));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"invalid_request\"").doesNotContain("access_token\":");
    }

    @Test
    @Tag("SEC-F1")
    @Tag("SEC-F3")
    void tokenOfOurOwnAppIsOneOfOursWithTheGroupsThatAreListed() {
        var answer = exchange("hub", "access_token", github.token(octocat), "openid email profile groups");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("refresh_token");
        assertThat(shop.userInfo(Shop.member(answer, "access_token")).body())
                .contains("\"groups\":[\"acme:Builders\"]", "\"name\":\"The Octocat\"", "octocat@example.org");
    }

    @Test
    @Tag("SEC-F3")
    void groupsAreToldToWhoeverAsksForThem() {
        var answer = exchange("hub", "access_token", github.token(octocat), "openid");

        assertThat(shop.userInfo(Shop.member(answer, "access_token")).body()).doesNotContain("groups", "Builders");
    }

    @Test
    @Tag("SEC-F1")
    @Tag("SEC-F2")
    void tokenOfAnotherAppIsNobodys() {
        assertRefused(exchange("hub", "access_token", github.tokenOfAnotherApp(octocat), "openid"));
        assertRefused(exchange("hub", "access_token", "ghu_never_given", "openid"));
        assertRefused(exchange("hub", "id_token", github.token(octocat), "openid"));
    }

    @Test
    void personOutsideTheTeamsGetsNothing() {
        var auditor = github.put(Person.of(9, "auditor").in("acme", "Auditors", "auditors"));

        assertRefused(exchange("hub", "access_token", github.token(auditor), "openid"));
    }

    @Test
    void connectorThatIsNotToldToExchangesNothing() {
        assertRefused(exchange("closed", "access_token", github.token(octocat), "openid"));
    }
}
