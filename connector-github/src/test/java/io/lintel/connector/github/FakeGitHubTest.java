package io.lintel.connector.github;

import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.support.Json;
import io.lintel.connector.testkit.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The fake answers what GitHub documents, as far as `rest-facts.txt` tells it.
final class FakeGitHubTest {

    /// A member of a kind of answer.
    private record Fact(String kind, String member, String type, boolean optional) {

        static Fact of(String[] words) {
            return new Fact(words[1], words[2], words[3], words.length > 4 && words[4].equals("optional"));
        }
    }

    private static final Map<String, List<Fact>> FACTS =
            lines("member ").map(line -> Fact.of(line.split(" ", -1))).collect(groupingBy(Fact::kind));

    @Test
    void everyAnswerIsOfItsDocumentedKind() {
        try (var github = FakeGitHub.start();
                var connector = Setup.of(github).loadAllGroups().open()) {
            var ida = github.put(
                    Person.of(1, "ida").in("acme", "Builders", "builders").in("labs"));
            authenticated(TestGitHub.logIn(connector, github, ida, GROUPS));
            var token = "Bearer " + github.tokens().accessTokens().getFirst();

            lines("call ").map(line -> line.split(" ", -1)).forEach(call -> {
                var answer = body(github.answer("/api/v3" + call[2], token));
                if (call[4].startsWith("[")) {
                    assertThat(answer.asObjects()).as(call[2]).isNotEmpty();
                    var kind = call[4].substring(1, call[4].length() - 1);
                    answer.asObjects().forEach(object -> assertKind(kind, object));
                } else {
                    assertKind(call[4], answer.asObject());
                }
                assertKind(
                        "basic-error",
                        body(github.answer("/api/v3" + call[2], "Bearer x")).asObject());
            });
        }
    }

    @Test
    void everyMemberTheConnectorReadsIsDocumented() {
        assertThat(members("private-user"))
                .contains("id", "login", "name", "email", "avatar_url", "html_url", "blog", "created_at", "updated_at");
        assertThat(members("email")).contains("email", "primary", "verified");
        assertThat(members("organization-simple")).contains("login");
        assertThat(members("team-full")).contains("id", "name", "slug", "organization");
        assertThat(members("team-organization")).contains("login");
        assertThat(members("basic-error")).contains("message");
    }

    private static List<String> members(String kind) {
        return facts(kind).stream().map(Fact::member).toList();
    }

    private static List<Fact> facts(String kind) {
        return Objects.requireNonNull(FACTS.get(kind), kind);
    }

    private static void assertKind(String kind, Json.Members object) {
        for (var fact : facts(kind)) {
            var value = object.byName().get(fact.member());
            if (value == null) {
                assertThat(fact.optional()).as("%s lacks %s", kind, fact).isTrue();
            } else if (!(value instanceof Json.Nothing && fact.type().endsWith("?"))) {
                assertType(fact, value);
            }
        }
    }

    private static void assertType(Fact fact, Json value) {
        switch (fact.type().replace("?", "")) {
            case "string" -> assertThat(value).as("%s", fact).isInstanceOf(Json.Text.class);
            case "integer" -> assertThat(value).as("%s", fact).isInstanceOf(Json.Whole.class);
            case "boolean" -> assertThat(value).as("%s", fact).isInstanceOf(Json.Truth.class);
            default -> assertKind(fact.type(), value.asObject());
        }
    }

    private static Json body(Answer answer) {
        var out = new ByteArrayOutputStream();
        try {
            answer.to(new Answer.Line() {
                @Override
                public OutputStream out() {
                    return out;
                }

                @Override
                public boolean pause() {
                    return false;
                }
            });
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        var text = out.toString(UTF_8);
        return Json.read(text.substring(text.indexOf("\r\n\r\n") + 4), "the fake");
    }

    private static Stream<String> lines(String prefix) {
        try (var in = Objects.requireNonNull(FakeGitHubTest.class.getResourceAsStream("rest-facts.txt"))) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> line.startsWith(prefix));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
