package io.lintel.connector.github;

import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What GitHub says when it was asked too often.
@Tag("SEC-I5")
final class LimitsTest {

    private static final Duration LOGIN = Duration.ofSeconds(20);

    private final FakeGitHub github = FakeGitHub.start();
    private final Person ida = github.put(Person.of(1, "ida").in("acme", "Builders", "builders"));
    private final GitHubConnector connector =
            Setup.of(github).loadAllGroups().loginTimeout(LOGIN).open();

    @AfterEach
    void close() {
        connector.close();
        github.close();
    }

    static Stream<Arguments> shortWaits() {
        var now = String.valueOf(Instant.now().getEpochSecond());
        return Stream.of(
                arguments("secondary limit", limit(403, Map.of("Retry-After", "1"), "secondary rate limit")),
                arguments("secondary limit, other status", limit(429, Map.of("Retry-After", "0"), "")),
                arguments("primary limit", limit(403, used(now), "API rate limit exceeded for user ID 1.")),
                arguments("primary limit, other status", limit(429, used(now), "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortWaits")
    void shortWaitIsPassedAndTheListIsWhole(String what, Answer limit) {
        for (var path : List.of("/user", "/user/emails", "/user/orgs", "/user/teams")) {
            github.sayOnce(path, limit);
        }

        assertThat(authenticated(TestGitHub.logIn(connector, github, ida, GROUPS))
                        .groups())
                .containsExactly("acme", "acme:Builders");
        assertThat(github.asked("/user/teams")).hasSize(2);
    }

    static Stream<Arguments> longWaits() {
        var inAnHour = String.valueOf(Instant.now().plusSeconds(3600).getEpochSecond());
        return Stream.of(
                arguments("secondary limit", limit(403, Map.of("Retry-After", "3600"), "")),
                arguments("primary limit", limit(403, used(inAnHour), "API rate limit exceeded")),
                arguments("primary limit, other status", limit(429, used(inAnHour), "")),
                arguments("primary limit without its end", limit(403, Map.of("X-RateLimit-Remaining", "0"), "")),
                arguments("limit without a time", limit(429, Map.of(), "")),
                arguments("limit told by words", limit(403, Map.of(), "You have exceeded a secondary rate limit")),
                arguments("abuse told by words", limit(403, Map.of(), "You have triggered an abuse detection")),
                arguments("time nobody can read", limit(429, Map.of("Retry-After", "a while"), "")),
                arguments("guessing at tokens", limit(403, Map.of(), "Maximum number of login attempts exceeded.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longWaits")
    void longWaitIsUnavailableAtOnceAndNoPartOfAList(String what, Answer limit) {
        for (var path : List.of("/user", "/user/emails", "/user/orgs", "/user/teams")) {
            var before = github.asked(path).size();
            github.say(path, limit);
            assertThat(faulty(Fault.UNAVAILABLE, () -> TestGitHub.logIn(connector, github, ida, GROUPS)))
                    .hasMessageContaining("asked too often");
            assertThat(github.asked(path)).as(path).hasSize(before + 1);
            github.recover(path);
        }
    }

    @Test
    void limitOnALaterPageLosesNothing() {
        var busy = github.put(ida.in("acme", "Admins", "admins").in("acme", "Cooks", "cooks"));
        github.pageSize(1);
        var calls = new AtomicInteger();
        github.react(
                "/user/teams",
                asked -> calls.incrementAndGet() == 2
                        ? limit(403, Map.of("Retry-After", "0"), "")
                        : github.teams(asked, busy));

        assertThat(authenticated(TestGitHub.logIn(connector, github, ida, GROUPS))
                        .groups())
                .containsExactly("acme", "acme:Builders", "acme:Admins", "acme:Cooks");
    }

    @Test
    void limitThatComesAgainAndAgainEnds() {
        github.say("/user", limit(429, Map.of("Retry-After", "0"), ""));

        faulty(Fault.UNAVAILABLE, () -> TestGitHub.logIn(connector, github, ida));
        assertThat(github.asked("/user")).hasSize(4);
    }

    @Test
    void waitEndsWhenTheConnectorIsClosed() {
        github.react("/user", _ -> {
            Thread.startVirtualThread(connector::close);
            return limit(429, Map.of("Retry-After", "10"), "");
        });

        faulty(Fault.UNAVAILABLE, () -> TestGitHub.logIn(connector, github, ida));
    }

    private static Answer limit(int status, Map<String, String> headers, String message) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return Answer.of(status, all, FakeAnswers.write(FakeAnswers.error(message)));
    }

    private static Map<String, String> used(String reset) {
        return Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
    }
}
