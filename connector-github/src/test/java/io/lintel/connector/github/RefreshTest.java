package io.lintel.connector.github;

import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.GONE;
import static io.lintel.connector.Refusal.NOT_PERMITTED;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.Identity;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A refresh tells who is gone from what cannot be known now (SEC-C7).
@Tag("SEC-C7")
final class RefreshTest {

    private static final Set<Wanted> WANTED = Set.of(OFFLINE_ACCESS, GROUPS);

    private final FakeGitHub github = FakeGitHub.start();
    private final Person ida = github.put(Person.of(1, "ida").named("Ida").in("acme", "Builders", "builders"));
    private final GitHubConnector connector = acme(Clock.systemUTC());

    @AfterEach
    void close() {
        connector.close();
        github.close();
    }

    @Test
    void everythingIsReadAgain() {
        var before = logIn();
        github.put(Person.of(1, "ada").named("Ada").in("acme", "Admins", "admins"));

        var after = authenticated(connector.refresh(before, WANTED));

        assertThat(after.userId()).isEqualTo("1");
        assertThat(after.username()).isEqualTo("Ada");
        assertThat(after.preferredUsername()).isEqualTo("ada");
        assertThat(after.email()).isNotEqualTo(before.email());
        assertThat(after.groups()).containsExactly("acme:Admins");
        assertThat(after.refreshState()).as("the token lives on").isEqualTo(before.refreshState());
    }

    @Test
    void revokedTokenIsGone() {
        var before = logIn();
        github.tokens().endAccessTokens();

        refused(GONE, connector.refresh(before, WANTED));
    }

    @Test
    void unknownUserIsGone() {
        var before = logIn();
        github.say("/user", FakeGitHub.json(404, FakeAnswers.error("Not Found")));

        refused(GONE, connector.refresh(before, WANTED));
    }

    @Test
    void suspendedUserIsDisabled() {
        var before = logIn();
        github.suspend(ida);

        refused(ACCOUNT_DISABLED, connector.refresh(before, WANTED));
    }

    @Test
    void formerMemberIsNotPermitted() {
        var before = logIn();
        github.put(ida.nowhere());

        refused(NOT_PERMITTED, connector.refresh(before, WANTED));
    }

    @Test
    void tokenOfSomebodyElseIsGone() {
        var before = logIn();
        github.say("/user", github.user(Person.of(2, "ida")));

        refused(GONE, connector.refresh(before, WANTED));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void serverErrorIsNoRefusal(int status) {
        var before = logIn();

        for (var path : List.of("/user", "/user/emails", "/user/teams", "/orgs/acme/members/ida")) {
            github.say(path, FakeGitHub.json(status, FakeAnswers.error("Server Error")));
            faulty(Fault.UNAVAILABLE, () -> connector.refresh(before, WANTED));
            github.recover(path);
        }
        authenticated(connector.refresh(before, WANTED));
    }

    @Test
    void limitIsNoRefusal() {
        var before = logIn();
        github.say("/user/teams", Answer.of(429, Map.of("Retry-After", "3600"), ""));

        faulty(Fault.UNAVAILABLE, () -> connector.refresh(before, WANTED));
    }

    @Test
    void expiredTokenIsExchangedAndTheNextRefreshTokenIsKept() {
        github.tokens().expire();
        var before = logIn();

        try (var later = acme(inNineHours())) {
            var once = authenticated(later.refresh(before, WANTED));
            assertThat(once.refreshState()).isNotNull().isNotEqualTo(before.refreshState());
        }
        assertThat(github.tokens().spent()).hasSize(1);
    }

    @Test
    void tokenThatIsStillGoodIsNotExchanged() {
        github.tokens().expire();
        var before = logIn();

        assertThat(authenticated(connector.refresh(before, WANTED)).refreshState())
                .isEqualTo(before.refreshState());
        assertThat(github.tokens().spent()).isEmpty();
    }

    @Test
    void tokenThatEndedBeforeItsTimeIsExchangedToo() {
        github.tokens().expire();
        var before = logIn();
        github.tokens().endAccessTokens();

        var once = authenticated(connector.refresh(before, WANTED));

        assertThat(once.refreshState()).isNotEqualTo(before.refreshState());
        authenticated(connector.refresh(once, WANTED));
    }

    @Test
    void spentRefreshTokenOfARefreshThatFailedLaterGoesOn() {
        github.tokens().expire();
        var before = logIn();
        github.tokens().endAccessTokens();
        github.sayOnce("/user/emails", FakeGitHub.json(502, FakeAnswers.error("Server Error")));

        faulty(Fault.UNAVAILABLE, () -> connector.refresh(before, WANTED));

        authenticated(connector.refresh(before, WANTED));
        assertThat(github.tokens().spent()).hasSize(1);
    }

    @Test
    void refusedRefreshTokenIsGone() {
        github.tokens().expire();
        var before = logIn();
        github.tokens().endAccessTokens();
        github.tokens().endRefreshTokens();

        refused(GONE, connector.refresh(before, WANTED));
    }

    @Test
    void tokenEndpointThatCannotAnswerIsNoRefusal() {
        github.tokens().expire();
        var before = logIn();
        github.tokens().endAccessTokens();
        github.say("/login/oauth/access_token", FakeGitHub.json(503, FakeAnswers.error("Server Error")));

        faulty(Fault.UNAVAILABLE, () -> connector.refresh(before, WANTED));
    }

    private Identity logIn() {
        return authenticated(TestGitHub.logIn(connector, github, ida, OFFLINE_ACCESS, GROUPS));
    }

    private GitHubConnector acme(Clock clock) {
        return Setup.of(github)
                .orgs(new OrganizationConfiguration("acme", null))
                .clock(clock)
                .open();
    }

    private static Clock inNineHours() {
        return Clock.offset(Clock.systemUTC(), Duration.ofHours(9));
    }
}
