package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.github.FakeGitHub;
import io.lintel.connector.github.Person;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// People come from an OAuth 2.0 upstream, well and badly, while every logger says everything it can: the codes and
/// tokens of the upstream are in no line of the log and in no answer.
@Tag("SEC-L6")
@Tag("SEC-I9")
final class UpstreamCanaryTest {

    private static final String REDIRECT_URI = "https://shop.example/callback";

    private final Canaries canaries = new Canaries();

    @Test
    void codesAndTokensOfTheUpstreamAreNeitherLoggedNorShown() {
        try (var log = EveryLogLine.asText();
                var github = FakeGitHub.start();
                var server = TestServer.start(text(github))) {
            github.expireTokens();
            var octocat = github.put(Person.of(583231, "octocat").in("acme", "Builders", "builders"));
            var stranger = github.put(Person.of(7, "stranger").in("elsewhere"));
            try (var browser = new TestBrowser()) {
                var consent = browser.follow(comeBack(server, browser, github, octocat));
                var approved = browser.submit(consent, Map.of("approval", "approve"));
                var tokens = token(
                        server,
                        browser,
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "redirect_uri",
                                REDIRECT_URI,
                                "code",
                                TestBrowser.answer(approved).getOrDefault("code", "")));
                remember(github);
                show(token(
                        server,
                        browser,
                        Map.of("grant_type", "refresh_token", "refresh_token", member(tokens, "refresh_token"))));
                remember(github);
                assertThat(show(comeBack(server, browser, github, stranger)).statusCode())
                        .isEqualTo(403);
                remember(github);
                show(browser.get(server.at("/callback?"
                        + TestBrowser.encode(Map.of("state", "a".repeat(26), "code", secret("unasked-code-canary"))))));
                canaries.forbidIn(
                        "the metrics", browser.get(server.telemetry("/metrics")).body());
            }
            assertThat(github.givenTokens()).isNotEmpty();
            assertThat(log.text()).contains("login succeeded", "login refused", "tokens issued");
            canaries.forbidIn("the log", log.text());
        }
    }

    private String text(FakeGitHub github) {
        return TestServer.STANDARD.replace("connectors:\n", """
            connectors:
              - id: hub
                type: github
                name: GitHub
                config:
                  clientID: %s
                  clientSecret: %s
                  redirectURI: "@ISSUER@/callback"
                  hostName: %s
                  rootCA: "%s"
                  orgs: [{name: acme, teams: [Builders]}]
            """.formatted(
                        FakeGitHub.CLIENT_ID,
                        secret(FakeGitHub.CLIENT_SECRET),
                        github.hostName(),
                        github.rootCa().replace("\n", "\\n")));
    }

    /// What our callback answers when GitHub has sent the browser of a person back.
    private HttpResponse<String> comeBack(TestServer server, TestBrowser browser, FakeGitHub github, Person person) {
        var request = Map.of(
                "client_id", "shop",
                "redirect_uri", REDIRECT_URI,
                "response_type", "code",
                "scope", "openid email groups offline_access");
        var departure = browser.get(server.at("/auth/hub?" + TestBrowser.encode(request)));
        var back = github.authorize(TestBrowser.location(departure), person);
        secret(back.getOrDefault("code", ""));
        return show(browser.get(server.at("/callback?" + TestBrowser.encode(back))));
    }

    private HttpResponse<String> token(TestServer server, TestBrowser browser, Map<String, String> form) {
        var shop = Base64.getEncoder().encodeToString("shop:shop-secret".getBytes(UTF_8));
        var answer = browser.send(HttpRequest.newBuilder(server.at("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + shop)
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void remember(FakeGitHub github) {
        List.copyOf(github.givenTokens()).forEach(this::secret);
    }

    private String secret(String text) {
        assertThat(text).hasSizeGreaterThan(10);
        return canaries.neverTold(text);
    }

    private HttpResponse<String> show(HttpResponse<String> answer) {
        canaries.look(answer);
        return answer;
    }

    private static String member(HttpResponse<String> answer, String name) {
        var start = answer.body().indexOf("\"" + name + "\":\"") + name.length() + 4;
        return answer.body().substring(start, answer.body().indexOf('"', start));
    }
}
