package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two browsers walk over all addresses of all their logins at random: links and forms are followed, sent
/// again, mixed with parts of others and shown by the other browser. A code comes only of a login whose every
/// step one browser took, each with what it was given for it. Behind the door a code of an application is one of
/// them.
@Tag("SEC-A14")
@Tag("SEC-B4")
@Tag("SEC-D1")
@Tag("SEC-D3")
final class StepWalkTest {

    private static final int WALKS = 4;
    private static final int STEPS = 400;
    private static final String MFA = """
        mfa:
          authenticators: [{id: app, type: TOTP, connectorTypes: [mockPassword], config: {issuer: Example}}]
          defaultMFAChain: [app]
        """;

    /// One step that can be taken: an address, with a form or without.
    ///
    /// @param login by its `state`
    private record Step(String login, int browser, URI uri, Map<String, String> form) {}

    @Test
    void noWalkYieldsACodeWithoutAllSteps() {
        var codes = 0;
        var factors = 0;
        for (var seed = 0; seed < WALKS; seed++) {
            var clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
            try (var server = TestServer.start(TestServer.STANDARD + MFA, clock);
                    var walk = new Walk(server, clock, seed)) {
                for (var i = 0; i < STEPS; i++) {
                    walk.step();
                }
                codes += walk.codes;
                factors += walk.proved.size();
            }
        }
        // A walk that never arrives proves nothing.
        assertThat(codes).isGreaterThan(WALKS * 3);
        assertThat(factors).isGreaterThan(WALKS);
    }

    private static final class Walk implements AutoCloseable {

        private final TestServer server;
        private final SettableClock clock;
        private final Random random;
        private final String name;
        private final List<TestBrowser> browsers = List.of(new TestBrowser(), new TestBrowser());
        private final List<Step> steps = new ArrayList<>();

        /// Logins whose password was right, or whose callback was theirs, in the browser that began them.
        private final Set<String> loggedIn = new HashSet<>();

        /// Logins whose code of the application was right.
        private final Set<String> proved = new HashSet<>();

        private final Set<String> behindTheDoor = new HashSet<>();
        private final Map<String, TestApplication> applications = new HashMap<>();
        private @Nullable TestApplication enrolled;
        private final Map<String, Integer> begunBy = new LinkedHashMap<>();
        private final Set<String> finished = new HashSet<>();
        private int codes;

        Walk(TestServer server, SettableClock clock, int seed) {
            this.server = server;
            this.clock = clock;
            this.random = new Random(seed);
            this.name = "seed " + seed;
        }

        void step() {
            if (steps.isEmpty() || random.nextInt(12) == 0) {
                begin();
                return;
            }
            // The newest steps more often, so that some logins come to their end.
            var newest = random.nextInt(3) == 0 ? steps.size() : Math.min(steps.size(), 3);
            var step = steps.get(steps.size() - 1 - random.nextInt(newest));
            if (random.nextInt(3) == 0) {
                takeSpoiled(step);
            } else {
                take(step.browser(), step.uri(), step.form());
            }
        }

        private void begin() {
            var browser = random.nextInt(2);
            var login = "login" + begunBy.size();
            begunBy.put(login, browser);
            var connector = random.nextInt(3) == 0 ? "mock" : "door";
            if (connector.equals("door")) {
                behindTheDoor.add(login);
            }
            var uri = new Shop(server, browsers.get(browser)).authorize("/auth/" + connector, Map.of("state", login));
            collect(login, browser, browsers.get(browser).get(uri));
        }

        /// By the other browser, or with something of another step in it, or with something left out.
        private void takeSpoiled(Step step) {
            var other = steps.get(random.nextInt(steps.size()));
            var form = new LinkedHashMap<>(step.form());
            switch (random.nextInt(5)) {
                case 0 -> take(1 - step.browser(), step.uri(), form);
                case 1 -> {
                    form.keySet().removeIf(_ -> random.nextBoolean());
                    take(step.browser(), step.uri(), form);
                }
                case 2 -> {
                    other.form()
                            .forEach((field, value) -> form.computeIfPresent(field, (_, mine) -> pick(value, mine)));
                    take(step.browser(), step.uri(), form);
                }
                case 3 -> take(step.browser(), other.uri(), form);
                default -> {
                    var query = step.uri().getRawQuery();
                    if (query != null) {
                        var parts = query.split("&", -1);
                        var part = parts[random.nextInt(parts.length)];
                        take(step.browser(), server.issuer().resolve(step.uri().getRawPath() + "?" + part), form);
                    }
                }
            }
        }

        private String pick(String one, String other) {
            return random.nextBoolean() ? one : other;
        }

        private void take(int browser, URI uri, Map<String, String> form) {
            var login = findLogin(browser, uri, form);
            var answer = form.isEmpty()
                    ? browsers.get(browser).get(uri)
                    : browsers.get(browser).post(uri, filled(login, form));
            assertThat(answer.statusCode()).as(name).isLessThan(500);
            var location = answer.headers().firstValue("Location").orElse("");
            if (location.startsWith(Shop.REDIRECT_URI)) {
                assertThat(login)
                        .as(name + ": an answer to what was never given")
                        .isPresent();
                arrived(TestBrowser.answer(answer), browser);
            } else if (location.contains("/approval") || location.contains("/mfa/")) {
                assertThat(login).as(name + ": a login that was never given").isPresent();
                assertThat(form.getOrDefault("password", "open sesame"))
                        .as(name)
                        .isEqualTo("open sesame");
                loggedIn.add(login.orElseThrow());
                if (form.containsKey("totp")) {
                    proved(login.orElseThrow(), form.getOrDefault("totp", ""));
                }
                if (!location.contains("/mfa/totp")) {
                    requireProof(login.orElseThrow());
                }
                collect(login.orElseThrow(), browser, answer);
            } else if (login.isPresent()) {
                collect(login.get(), browser, answer);
            }
        }

        /// A code is good for half a minute and counts once.
        private Map<String, String> filled(Optional<String> login, Map<String, String> form) {
            var filled = new LinkedHashMap<>(form);
            filled.computeIfPresent("totp", (_, wanted) -> {
                clock.advance(Duration.ofSeconds(30));
                var application =
                        enrolled == null ? login.map(applications::get).orElse(null) : enrolled;
                return wanted.equals("right") && application != null ? application.code() : "000000";
            });
            return filled;
        }

        /// A wrong code leads on only where the right one was given before.
        private void proved(String login, String code) {
            if (code.equals("right")) {
                proved.add(login);
                enrolled = enrolled == null ? applications.get(login) : enrolled;
            }
            assertThat(proved).as(name + ": a wrong code").contains(login);
        }

        private void requireProof(String login) {
            if (behindTheDoor.contains(login)) {
                assertThat(proved)
                        .as(name + ": a login without its second factor")
                        .contains(login);
            }
        }

        /// The login of which the server gave this browser, which began it, this address and this MAC.
        private Optional<String> findLogin(int browser, URI uri, Map<String, String> form) {
            return steps.stream()
                    .filter(step -> step.browser() == browser
                            && browser == begunBy.getOrDefault(step.login(), -1)
                            && step.uri().equals(uri)
                            && Objects.equals(step.form().get("hmac"), form.get("hmac"))
                            && step.form().isEmpty() == form.isEmpty())
                    .map(Step::login)
                    .findFirst();
        }

        private void arrived(Map<String, String> told, int browser) {
            var login = told.getOrDefault("state", "");
            assertThat(begunBy.get(login))
                    .as(name + ": another browser's login")
                    .isEqualTo(browser);
            assertThat(loggedIn).as(name + ": nobody has logged in").contains(login);
            requireProof(login);
            assertThat(finished.add(login))
                    .as(name + ": a login is answered once")
                    .isTrue();
            codes += told.containsKey("code") ? 1 : 0;
        }

        /// The next steps an answer offers.
        private void collect(String login, int browser, HttpResponse<String> answer) {
            if (answer.headers().firstValue("Location").isPresent()) {
                steps.add(new Step(login, browser, TestBrowser.location(answer), Map.of()));
            }
            var form = Jsoup.parse(answer.body(), answer.uri().toString()).selectFirst("form");
            if (form == null) {
                return;
            }
            var fields = new LinkedHashMap<String, String>();
            form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
            if (form.selectFirst("input[name=totp]") != null) {
                fields.put("totp", random.nextInt(5) == 0 ? "wrong" : "right");
                if (!Jsoup.parse(answer.body()).select("#secret").isEmpty()) {
                    applications.put(login, TestApplication.scans(answer, clock));
                }
            } else if (form.attr("action").endsWith("/approval")) {
                fields.put("approval", random.nextInt(4) == 0 ? "rejected" : "approve");
            } else if (form.selectFirst("input[name=password]") != null) {
                fields.put("login", "walter");
                fields.put("password", random.nextInt(4) == 0 ? "wrong" : "open sesame");
            }
            steps.add(new Step(login, browser, URI.create(form.absUrl("action")), fields));
        }

        @Override
        public void close() {
            browsers.forEach(TestBrowser::close);
        }
    }
}
