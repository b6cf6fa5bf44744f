package io.lintel.connector.github;

import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers GitHub would never give, each at each call: the login ends as a fault, in its time, and with nobody in.
final class HostileAnswersTest {

    private static final List<String> LISTS = List.of("/user/emails", "/user/orgs", "/user/teams");
    private static final List<String> CALLS =
            List.of("/login/oauth/access_token", "/user", "/user/emails", "/user/orgs", "/user/teams");
    private static final Duration SOON = Duration.ofMillis(500);

    private final FakeGitHub github = FakeGitHub.start();
    private final Person ida = github.put(Person.of(1, "ida").in("acme", "Builders", "builders"));

    @AfterEach
    void close() {
        github.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("the end of the connection", Answer.hangUp()),
                arguments("half an answer", Answer.cutShort()),
                arguments("an endless answer", Answer.endless()),
                arguments("a huge answer", Answer.json(200, "[" + " ".repeat(2 << 20) + "]")),
                arguments("no HTTP", Answer.raw("hello\r\n\r\n")),
                arguments("too long a header", Answer.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(2 << 20) + "\r\n\r\n")),
                arguments("nothing", Answer.json(200, "")),
                arguments("no content", Answer.of(204, Map.of(), "")),
                arguments("not modified", Answer.of(304, Map.of("ETag", "\"e\""), "")),
                arguments("accepted", Answer.json(202, "{}")),
                arguments("a page", Answer.of(200, Map.of("Content-Type", "text/html"), "<html><b>hi</b></html>")),
                arguments("compressed bytes", Answer.of(200, Map.of("Content-Encoding", "gzip"), "\u001f\u008b")),
                arguments("not UTF-8", Answer.of(200, Map.of(), new byte[] {'[', '"', (byte) 0xff, '"', ']'})),
                arguments("null", Answer.json(200, "null")),
                arguments("a number", Answer.json(200, "1")),
                arguments("a string", Answer.json(200, "\"x\"")),
                arguments("a list of numbers", Answer.json(200, "[1,2,3]")),
                arguments("a list of lists", Answer.json(200, "[[[]]]")),
                arguments("an empty object", Answer.json(200, "{}")),
                arguments("a list of empty objects", Answer.json(200, "[{}]")),
                arguments("deep nesting", Answer.json(200, "[".repeat(100_000))),
                arguments("a member twice", Answer.json(200, "{\"id\":1,\"id\":2}")),
                arguments("teapot", FakeGitHub.json(418, FakeAnswers.error("I am a teapot"))),
                arguments("gone", FakeGitHub.json(410, FakeAnswers.error("Gone"))),
                arguments("redirect elsewhere", Answer.redirect(302, "https://evil.example/")),
                arguments("redirect for good", Answer.redirect(301, "https://evil.example/")),
                arguments("redirect in circles", Answer.redirect(307, "?")),
                arguments("forbidden", FakeGitHub.json(403, FakeAnswers.error("Forbidden"))),
                arguments("server error", FakeGitHub.json(500, FakeAnswers.error("<script>"))),
                arguments("server error without words", Answer.of(503, Map.of(), "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @Tag("SEC-I5")
    @Tag("SEC-I6")
    @Tag("SEC-I7")
    @Tag("SEC-I9")
    void strangeAnswerLetsNobodyIn(String what, Answer answer) {
        try (var connector = Setup.of(github).loadAllGroups().open()) {
            for (var call : CALLS) {
                github.say(call, answer);
                assertFault(call, connector);
                github.recover(call);
            }
            authenticated(TestGitHub.logIn(connector, github, ida, GROUPS));
        }
    }

    @Test
    @Tag("SEC-I6")
    void slowAnswerEndsInTime() {
        try (var connector = Setup.of(github).loadAllGroups().callTimeout(SOON).open()) {
            for (var call : CALLS) {
                for (var slow : List.of(Answer.silence(), Answer.dribble())) {
                    github.say(call, slow);
                    assertThat(assertFault(call, connector).fault()).isEqualTo(Fault.UNAVAILABLE);
                }
                github.recover(call);
            }
        }
    }

    @Test
    @Tag("SEC-I6")
    void loginEndsInTimeWhateverACallMayTake() {
        github.say("/user/emails", Answer.dribble());

        try (var connector = Setup.of(github).loadAllGroups().loginTimeout(SOON).open()) {
            assertThat(assertFault("/user/emails", connector).fault()).isEqualTo(Fault.UNAVAILABLE);
        }
    }

    @Test
    @Tag("SEC-I5")
    void endlessListIsRefusedAsAWhole() {
        try (var connector = Setup.of(github).loadAllGroups().open()) {
            for (var list : LISTS) {
                github.react(
                        list, asked -> page(list, Integer.parseInt(asked.query().getOrDefault("page", "1")) + 1));
                assertThat(assertFault(list, connector)).hasMessageContaining("more than 100 pages");
                assertThat(github.asked(list)).hasSize(100);
                github.recover(list);
            }
        }
    }

    @Test
    @Tag("SEC-I5")
    void listInCirclesIsRefusedAsAWhole() {
        try (var connector = Setup.of(github).loadAllGroups().open()) {
            for (var list : LISTS) {
                github.say(list, page(list, 2));
                assertThat(assertFault(list, connector)).hasMessageContaining("circles");
                github.recover(list);
            }
        }
    }

    @Test
    @Tag("SEC-I5")
    void listThatGoesOnElsewhereIsRefusedAndNobodyIsAskedThere() {
        try (var elsewhere = LoopbackUpstream.start(_ -> Answer.json(200, "[]"));
                var connector = Setup.of(github).loadAllGroups().open()) {
            for (var list : LISTS) {
                for (var next : List.of(
                        elsewhere.at("/user/teams").toString(),
                        github.web().replace("https", "http") + "/api/v3" + list + "?page=2",
                        github.web() + "/login/oauth/access_token",
                        github.web() + "/api/v3/../../admin",
                        "https://127.0.0.1@evil.example/")) {
                    github.say(list, linked("<" + next + ">; rel=\"next\""));
                    assertFault(list, connector);
                }
                github.recover(list);
            }
            assertThat(elsewhere.asked()).isEmpty();
            assertThat(github.asked("/admin")).isEmpty();
        }
    }

    /// The library GitHub API for Java would take each of these for the end of the list.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"rel=next", "rel=\"prefetch next\"", "REL=\"NEXT\"", "rel=\"next\"; x=y"})
    @Tag("SEC-I5")
    void nextPageIsReadHoweverItIsWritten(String relation) {
        github.react(
                "/user/teams",
                asked -> asked.query().containsKey("page")
                        ? github.teams(asked, ida)
                        : linked("<" + github.web() + "/api/v3/user/teams?page=1>; " + relation));

        try (var connector = Setup.of(github).loadAllGroups().open()) {
            assertThat(authenticated(TestGitHub.logIn(connector, github, ida, GROUPS))
                            .groups())
                    .containsExactly("acme", "acme:Builders");
        }
    }

    /// And this.
    @Test
    @Tag("SEC-I5")
    void emptyPageIsNotTheEndOfAList() {
        for (var list : LISTS) {
            github.sayOnce(list, page(list, 1));
        }

        try (var connector = Setup.of(github).loadAllGroups().open()) {
            assertThat(authenticated(TestGitHub.logIn(connector, github, ida, GROUPS))
                            .groups())
                    .containsExactly("acme", "acme:Builders");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/user | id | 0",
                "/user | id | -1",
                "/user | id | 1.5",
                "/user | id | \"1\"",
                "/user | id | true",
                "/user | id | null",
                "/user | id | 99999999999999999999",
                "/user | login | \"\"",
                "/user | login | null",
                "/user | login | 7",
                "/user | login | [\"ida\"]",
                "/user | name | 7",
                "/user | email | {}",
                "/user | email | \"no address\"",
                "/user | email | \"a@b@c\"",
                "/user | avatar_url | 7",
                "/user | html_url | \"no address\"",
                "/user | updated_at | \"yesterday\"",
                "/user | updated_at | \"x\"",
                "/user | suspended_at | false",
                "/user/emails | email | null",
                "/user/emails | email | \"ida\"",
                "/user/emails | primary | 1",
                "/user/emails | verified | 1",
                "/user/emails | verified | \"true\"",
                "/user/orgs | login | null",
                "/user/orgs | login | 7",
                "/user/teams | name | null",
                "/user/teams | name | 7",
                "/user/teams | slug | 7",
                "/user/teams | id | \"one\"",
                "/user/teams | organization | null",
                "/user/teams | organization | \"acme\"",
                "/user/teams | organization | {\"login\":null}"
            })
    @Tag("SEC-I4")
    @Tag("SEC-I5")
    void memberOfAnotherTypeLetsNobodyIn(String call, String member, String value) {
        github.spoil(call, member, value);

        try (var connector = Setup.of(github).loadAllGroups().open()) {
            assertFault(call, connector);
        }
    }

    /// The fault, whose message shows nothing of an answer.
    private ConnectorException assertFault(String call, GitHubConnector connector) {
        try {
            return fail(call + " let in: " + TestGitHub.logIn(connector, github, ida, GROUPS));
        } catch (ConnectorException fault) {
            assertThat(fault.getMessage())
                    .as(call)
                    .doesNotContain("script", "evil.example", "teapot", "<b>", FakeGitHub.CLIENT_SECRET)
                    .satisfies(message ->
                            assertThat(github.tokens().accessTokens()).noneMatch(message::contains));
            return fault;
        }
    }

    private Answer page(String list, int next) {
        return linked("<" + github.web() + "/api/v3" + list + "?page=" + next + ">; rel=\"next\"");
    }

    /// An empty page.
    private static Answer linked(String link) {
        return Answer.of(200, Map.of("Content-Type", "application/json", "Link", link), "[]");
    }
}
