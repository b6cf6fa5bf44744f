package io.lintel.connector.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A GitHub Enterprise Server on the loopback interface: the OAuth endpoints and the calls that connectors make.
/// Tests put people in, take them out, and give single paths other words.
public final class FakeGitHub implements AutoCloseable {

    /// The app that is registered here.
    public static final String CLIENT_ID = "Iv1.0123456789abcdef";

    public static final String CLIENT_SECRET = "the secret of the app";

    private static final String API = "/api/v3";

    private final Map<Long, Person> people = new ConcurrentHashMap<>();
    private final Set<Long> suspended = ConcurrentHashMap.newKeySet();
    private final Map<String, Answer> singleSignOn = new ConcurrentHashMap<>();
    private final Map<String, Queue<Answer>> queued = new ConcurrentHashMap<>();
    private final Map<String, Function<Asked, Answer>> replaced = new ConcurrentHashMap<>();
    private final FakeTokens tokens = new FakeTokens();
    private final AtomicInteger pageSize = new AtomicInteger(30);
    private final LoopbackUpstream upstream;
    private final FakeAnswers answers;

    private FakeGitHub() {
        upstream = LoopbackUpstream.start(this::answer);
        answers = new FakeAnswers(web(), web() + API);
    }

    public static FakeGitHub start() {
        return new FakeGitHub();
    }

    /// A value of `hostName`.
    public String hostName() {
        return "127.0.0.1:" + upstream.port();
    }

    /// A value of `rootCA`.
    public String rootCa() {
        return LoopbackCertificate.shared().pem();
    }

    String web() {
        return "https://" + hostName();
    }

    /// Adds a person, or replaces the one with the same id.
    public Person put(Person person) {
        people.put(person.id(), person);
        return person;
    }

    void remove(Person person) {
        people.remove(person.id());
    }

    void suspend(Person person) {
        suspended.add(person.id());
    }

    FakeTokens tokens() {
        return tokens;
    }

    void pageSize(int size) {
        pageSize.set(size);
    }

    /// From now on an organization tells nothing to who has not passed its SAML provider.
    void wantSingleSignOn(String organization) {
        var headers = Map.of(
                "X-GitHub-SSO",
                "required; url=" + web() + "/orgs/" + organization + "/sso",
                "Content-Type",
                "application/json");
        singleSignOn.put(
                organization,
                Answer.of(403, headers, FakeAnswers.write(FakeAnswers.error("Resource protected by SAML"))));
    }

    /// Gives a path other words. The path of the API is written without its prefix.
    void say(String path, Answer answer) {
        react(path, _ -> answer);
    }

    void react(String path, Function<Asked, Answer> words) {
        replaced.put(path, words);
    }

    /// Takes back what [#say] and [#react] did.
    void recover(String path) {
        replaced.remove(path);
    }

    /// Answers to the next calls of a path.
    void sayOnce(String path, Answer... next) {
        queued.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /// A token that the app has got for a person.
    public String token(Person person) {
        return tokens.token(person.id());
    }

    /// A token as good that another app has got for a person.
    public String tokenOfAnotherApp(Person person) {
        return tokens.tokenOfAnotherApp(person.id());
    }

    /// The tokens that apps hold.
    public List<String> givenTokens() {
        return tokens.given();
    }

    /// From now on access tokens expire and come with refresh tokens.
    public void expireTokens() {
        tokens.expire();
    }

    /// The calls of a path so far.
    List<Asked> asked(String path) {
        return upstream.asked().stream()
                .filter(asked -> name(asked.path()).equals(path))
                .toList();
    }

    /// What the browser of a person brings back who was sent here and says yes.
    public Map<String, String> authorize(URI departure, Person person) {
        var asked = query(departure);
        if (!departure.toString().startsWith(web() + "/login/oauth/authorize?")
                || !CLIENT_ID.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))) {
            throw new AssertionError("no request of the app: " + departure);
        }
        return Map.of(
                "code",
                tokens.code(person.id(), asked),
                "state",
                asked.getOrDefault("state", ""),
                "iss",
                web() + "/login/oauth");
    }

    static Map<String, String> query(URI uri) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : uri.getRawQuery().split("&", -1)) {
            var equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return parameters;
    }

    private static String name(String path) {
        return path.startsWith(API) ? path.substring(API.length()) : path;
    }

    private Answer answer(Asked asked) {
        var path = name(asked.path());
        var queue = queued.get(path);
        var next = queue == null ? null : queue.poll();
        if (next != null) {
            return next;
        }
        var other = replaced.get(path);
        if (other != null) {
            return other.apply(asked);
        }
        return switch (path) {
            case "/login/oauth/access_token" -> tokens.answer(asked);
            case "/applications/" + CLIENT_ID + "/token" -> tokens.check(asked);
            default -> api(asked, path);
        };
    }

    /// What a call of the API is answered, without a connection.
    Answer answer(String path, String authorization) {
        return answer(
                new Asked("GET", path, Map.of(), Map.of("authorization", authorization, "user-agent", "test"), ""));
    }

    /// What `/user` answers for somebody.
    Answer user(Person person) {
        return json(200, answers.user(person, suspended.contains(person.id())));
    }

    /// What `/user/teams` answers for somebody.
    Answer teams(Asked asked, Person person) {
        return list(asked, answers.teams(person));
    }

    /// From now on one member of an answer, or of the first of a list, is another.
    ///
    /// @param value as JSON
    void spoil(String path, String member, String value) {
        react(path, asked -> {
            var person = Objects.requireNonNull(owner(asked));
            return switch (path) {
                case "/user" -> json(200, FakeAnswers.spoilt(answers.user(person, false), member, value));
                case "/user/emails" -> json(200, FakeAnswers.spoilt(answers.emails(person), member, value));
                case "/user/orgs" -> json(200, FakeAnswers.spoilt(answers.organizations(person), member, value));
                case "/user/teams" -> json(200, FakeAnswers.spoilt(answers.teams(person), member, value));
                default -> throw new AssertionError(path);
            };
        });
    }

    private @Nullable Person owner(Asked asked) {
        var token = tokens.find(asked.header("Authorization"));
        return token == null ? null : people.get(token.owner());
    }

    private Answer api(Asked asked, String path) {
        if (asked.header("User-Agent").isEmpty()) {
            return json(403, FakeAnswers.error("Request forbidden by administrative rules."));
        }
        var token = tokens.find(asked.header("Authorization"));
        var person = owner(asked);
        if (token == null || person == null) {
            return json(401, FakeAnswers.error("Bad credentials"));
        }
        return switch (path) {
            case "/user" -> user(person);
            case "/user/emails" ->
                token.covers("user:email") ? list(asked, answers.emails(person)) : json(404, notFound());
            case "/user/orgs" -> token.covers("read:org") ? list(asked, answers.organizations(person)) : missingScope();
            case "/user/teams" -> token.covers("read:org") ? teams(asked, person) : missingScope();
            default -> membership(path, token, person);
        };
    }

    private Answer membership(String path, FakeTokens.Token token, Person asking) {
        var parts = path.split("/", -1);
        if (parts.length != 5 || !parts[1].equals("orgs") || !parts[3].equals("members")) {
            return json(404, notFound());
        }
        var wanted = singleSignOn.get(parts[2]);
        if (wanted != null) {
            return wanted;
        }
        if (!token.covers("read:org")) {
            return missingScope();
        }
        if (!asking.organizations().contains(parts[2])) {
            return Answer.redirect(302, web() + API + "/orgs/" + parts[2] + "/public_members/" + parts[4]);
        }
        return people.values().stream()
                        .anyMatch(member -> member.login().equals(parts[4])
                                && member.organizations().contains(parts[2]))
                ? Answer.of(204, Map.of(), "")
                : json(404, notFound());
    }

    private Answer list(Asked asked, List<Map<String, Object>> all) {
        var size = pageSize.get();
        var page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
        var last = Math.max(1, (all.size() + size - 1) / size);
        var part = all.stream().skip((long) (page - 1) * size).limit(size).toList();
        var headers = new LinkedHashMap<>(headers());
        var links = new ArrayList<String>();
        if (page > 1) {
            links.add(link(asked, page - 1, "prev"));
            links.add(link(asked, 1, "first"));
        }
        if (page < last) {
            links.add(link(asked, page + 1, "next"));
            links.add(link(asked, last, "last"));
        }
        if (!links.isEmpty()) {
            headers.put("Link", String.join(", ", links));
        }
        return Answer.of(200, headers, FakeAnswers.write(part));
    }

    private String link(Asked asked, int page, String relation) {
        return "<" + web() + asked.path() + "?page=" + page + ">; rel=\"" + relation + "\"";
    }

    static Answer json(int status, Object body) {
        return Answer.of(status, headers(), FakeAnswers.write(body));
    }

    private static Map<String, String> headers() {
        return Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "ETag", "W/\"0123456789abcdef\"",
                "X-RateLimit-Limit", "5000",
                "X-RateLimit-Remaining", "4987",
                "X-RateLimit-Used", "13",
                "X-RateLimit-Resource", "core",
                "X-RateLimit-Reset", "1800000000",
                "X-GitHub-Media-Type", "github.v3; format=json");
    }

    private static Map<String, Object> notFound() {
        return FakeAnswers.error("Not Found");
    }

    private static Answer missingScope() {
        return json(403, FakeAnswers.error("You need at least read:org scope."));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
