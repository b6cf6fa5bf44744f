package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.fence.Puppet;
import io.lintel.server.http.AuditLog.Line;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an error page shows finds the lines that say why.
final class AttemptTest {

    private static final String FORM = "([0-9a-z]{4}-){2}[0-9a-z]{4}";

    private static TestServer server;

    private final AuditLog log = new AuditLog();
    private final TestBrowser browser = new TestBrowser();

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD.replace(
                "enablePasswordDB", "  - {id: puppet, type: puppet, name: Puppet}\nenablePasswordDB"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        log.close();
        browser.close();
    }

    @Test
    void pageOfARefusedLoginFindsTheOneLineWithTheReason() {
        strings().answer(name -> LoginResult.refused(Refusal.NOT_PERMITTED, "in none of the groups [staff]"));

        var reference = reference(logIn());

        assertThat(reference).matches(FORM);
        assertThat(log.ofAttempt(reference)).extracting(Line::message).containsExactly("login began", "login refused");
        assertThat(log.ofAttempt(reference).getLast().attributes())
                .containsEntry("reason", "NOT_PERMITTED")
                .containsEntry("detail", "in none of the groups [staff]")
                .containsEntry("connector_id", "puppet")
                .containsKey("request_id");
    }

    @Test
    void pageOfAFailedLoginFindsTheAnswerOfTheUpstream() {
        strings().answer(name -> {
            throw ConnectorException.invalidResponse("the token endpoint answered 418");
        });

        var reference = reference(logIn());

        assertThat(log.ofAttempt(reference))
                .filteredOn(line -> line.message().equals("login failed"))
                .singleElement()
                .satisfies(line -> assertThat(line.attribute("detail")).isEqualTo("the token endpoint answered 418"));
    }

    @Test
    void attemptsOfOthersHaveOtherIds() {
        strings().answer(name -> LoginResult.refused(Refusal.ACCOUNT_DISABLED, "disabled"));

        assertThat(reference(logIn())).isNotEqualTo(reference(logIn()));
    }

    @Test
    void allRequestsOfAnAttemptShareItsIdUpToTheTokens() {
        strings().answer(Puppet.Strings::welcome);
        var consent = browser.follow(logIn());
        var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                .getOrDefault("code", "");
        var shop = new Shop(server, browser);
        assertThat(shop.token(shop.redemption(code)).statusCode()).isEqualTo(200);

        var began = log.all().stream()
                .filter(line -> line.message().equals("login began"))
                .findFirst()
                .orElseThrow();
        assertThat(log.ofAttempt(began.attribute("attempt")))
                .extracting(Line::message)
                .containsExactly("login began", "login succeeded", "consent given", "tokens issued");
    }

    @Test
    void refusedAuthorizationNamesItsClient() {
        browser.get(new Shop(server, browser).authorize("/auth", Map.of("scope", "nonsense")));

        assertThat(log.all())
                .filteredOn(line -> line.message().equals("request refused"))
                .singleElement()
                .satisfies(line -> assertThat(line.attributes())
                        .containsEntry("request", "authorization")
                        .containsEntry("client_id", "shop"));
    }

    /// Whoever has not proved who they are is not written down as somebody.
    @Test
    void refusedClientIsNotNamed() {
        browser.post(server.at("/token"), Map.of("client_id", "shop", "client_secret", "guessed", "grant_type", "x"));

        assertThat(log.all())
                .filteredOn(line -> line.message().equals("request refused"))
                .singleElement()
                .satisfies(line -> assertThat(line.attributes()).doesNotContainKey("client_id"));
    }

    @Test
    void refusedRequestForTokensBelongsToTheAttemptOfItsCode() {
        strings().answer(Puppet.Strings::welcome);
        var consent = browser.follow(logIn());
        var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                .getOrDefault("code", "");
        var shop = new Shop(server, browser);
        var redemption = shop.redemption(code);
        redemption.put("redirect_uri", "https://shop.example/other");
        assertThat(shop.token(redemption).statusCode()).isEqualTo(400);

        assertThat(log.all())
                .filteredOn(line -> line.message().equals("request refused"))
                .singleElement()
                .satisfies(line -> assertThat(log.ofAttempt(line.attribute("attempt")))
                        .extracting(Line::message)
                        .startsWith("login began"))
                .satisfies(line -> assertThat(line.attributes())
                        .containsEntry("request", "token")
                        .containsEntry("client_id", "shop"));
    }

    @Test
    void whatBelongsToNoAttemptShowsTheIdOfItsRequest() {
        var answer = browser.get(server.at("/auth?client_id=nobody"));

        assertThat(log.all())
                .anySatisfy(line -> assertThat(line.attribute("request_id")).isEqualTo(reference(answer)));
        assertThat(log.all())
                .allSatisfy(line -> assertThat(line.attribute("attempt")).isEmpty());
    }

    @Test
    void idOfAnAttemptGivesNothingAwayOfItsLogin() {
        strings().answer(name -> LoginResult.refused(Refusal.ACCOUNT_DISABLED, "disabled"));

        var refused = logIn();

        assertThat(refused.uri().getQuery()).doesNotContain(reference(refused).replace("-", ""));
    }

    private HttpResponse<String> logIn() {
        var form = new Shop(server, browser).begin("/auth/puppet", Map.of());
        return browser.submit(form, Map.of("login", "pinocchio", "password", "wood"));
    }

    private static String reference(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("#reference").text();
    }

    private static Puppet.Strings strings() {
        return server.context().getBean(Puppet.Strings.class);
    }
}
