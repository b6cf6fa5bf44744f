package io.lintel.connector.github;

import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the browser is sent away with, and what it may come back with.
final class DepartureTest {

    private final Acme acme = new Acme();

    @AfterEach
    void close() {
        acme.close();
    }

    @Test
    void scopesAreNoMoreThanNeeded() {
        try (var open = Setup.of(acme.github).open();
                var legacy = Setup.of(acme.github).org("acme").open()) {
            assertThat(sent(open, TestLogins.request())).containsEntry("scope", "user:email");
            assertThat(sent(open, TestLogins.request(GROUPS))).containsEntry("scope", "user:email read:org");
            assertThat(sent(legacy, TestLogins.request())).containsEntry("scope", "user:email read:org");
            assertThat(sent(acme.connector, TestLogins.request())).containsEntry("scope", "user:email read:org");
        }
    }

    @Test
    void hintAndFreshLoginAreHandedOn() {
        var request = TestLogins.request(FRESH_LOGIN);

        assertThat(sent(acme.connector, request))
                .containsEntry("prompt", "select_account")
                .doesNotContainKey("login");
        assertThat(sent(acme.connector, TestLogins.hinted(request, "octocat"))).containsEntry("login", "octocat");
        for (var text : new String[] {"octocat@example.org", "a&b=c", "-x", "a".repeat(101)}) {
            assertThat(sent(acme.connector, TestLogins.hinted(request, text)))
                    .as(text)
                    .doesNotContainKey("login");
        }
    }

    /// Older Enterprise Servers name themselves nowhere; the callback after the first is of such a one.
    @Test
    @Tag("SEC-I3")
    void codeIsNotSentWhenTheCallbackIsAnotherServers() {
        var request = TestLogins.request();
        var departure = acme.connector.begin(request);
        var stolen = new HashMap<>(acme.github.authorize(TestGitHub.location(departure), acme.octocat));
        stolen.put("iss", "https://evil.example");

        refused(
                Refusal.WRONG_CREDENTIALS,
                acme.connector.finish(request, departure.remember(), new CallbackRequest(TestLogins.CALLBACK, stolen)));
        assertThat(acme.github.asked("/login/oauth/access_token")).isEmpty();

        stolen.remove("iss");
        authenticated(
                acme.connector.finish(request, departure.remember(), new CallbackRequest(TestLogins.CALLBACK, stolen)));
    }

    @Test
    void codeThatWasUsedIsRefused() {
        var request = TestLogins.request();
        var departure = acme.connector.begin(request);
        var callback = TestGitHub.callback(acme.github, departure, acme.octocat);
        authenticated(acme.connector.finish(request, departure.remember(), callback));

        refused(Refusal.WRONG_CREDENTIALS, acme.connector.finish(request, departure.remember(), callback));
    }

    @Test
    void callbackWithoutAnythingRememberedAsksNobody() {
        var request = TestLogins.request();
        var callback = TestGitHub.callback(acme.github, acme.connector.begin(request), acme.octocat);

        refused(Refusal.WRONG_CREDENTIALS, acme.connector.finish(request, Secret.empty(), callback));
        assertThat(acme.github.asked("/login/oauth/access_token")).isEmpty();
    }

    private static Map<String, String> sent(GitHubConnector from, LoginRequest request) {
        return FakeGitHub.query(TestGitHub.location(from.begin(request)));
    }
}
