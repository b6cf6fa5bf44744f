package io.lintel.server.http;

import io.lintel.secret.Secret;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.http.Bound.Bearer;
import io.lintel.server.http.Cast.Form;
import io.lintel.server.http.Cast.Person;
import io.lintel.server.webauthn.SoftwareKey;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/// What people show for second factors. Everybody has enrolled an application, whose codes the clients `safe` and
/// `vault` want, and a key, which `gate` and `yard` want.
final class FactorArtefacts {

    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");

    private final Cast cast;
    private final Map<Person, Enrolled> enrolled = new EnumMap<>(Person.class);

    /// What somebody has.
    private record Enrolled(TestApplication application, Deque<String> recoveryCodes, SoftwareKey key) {}

    FactorArtefacts(Cast cast, TestServer at) {
        this.cast = cast;
        for (var person : Person.values()) {
            enrolled.put(person, enrol(person, at));
        }
    }

    private Enrolled of(Person person) {
        return Objects.requireNonNull(enrolled.get(person));
    }

    private Enrolled enrol(Person person, TestServer at) {
        var browser = cast.freshBrowser();
        var page = asked(browser, at, "safe", person);
        var application = TestApplication.scans(page, cast.clock());
        var codes = cast.follow(
                browser, at, Form.of(page).send(browser, at, Map.of("totp", application.code(), "name", "phone")));
        var recoveryCodes = new ArrayDeque<>(
                Jsoup.parse(codes.body()).select("#recovery-codes code").eachText());
        Cast.code(cast.goOn(browser, at, codes, person));
        return new Enrolled(application, recoveryCodes, enrolKey(person, application, at));
    }

    /// Whoever has enrolled something shows it first.
    private SoftwareKey enrolKey(Person person, TestApplication application, TestServer at) {
        cast.clock().advance(Duration.ofSeconds(30));
        var browser = cast.freshBrowser();
        var form = Form.of(asked(browser, at, "gate", person));
        var page = cast.follow(browser, at, form.send(browser, at, Map.of("totp", application.code())));
        var key = SoftwareKey.at(Cast.HOST, 1 + enrolled.size());
        var answer = Map.of("credential", key.registration(challenge(page)), "name", "key");
        Cast.code(cast.goOn(browser, at, Form.of(page).send(browser, at, answer), person));
        return key;
    }

    private HttpResponse<String> asked(TestBrowser browser, TestServer at, String client, Person person) {
        return cast.showPassword(browser, at, client, person, Map.of());
    }

    private static Secret challenge(HttpResponse<String> page) {
        var options = Jsoup.parse(page.body()).select("form").attr("data-options");
        var challenge = CHALLENGE.matcher(options);
        if (!challenge.find()) {
            throw new AssertionError("no challenge in " + page.statusCode() + ": " + page.body());
        }
        return Secret.of(challenge.group(1));
    }

    /// The code of one step. Others type it where they are asked for one of theirs.
    Bound code(TestServer given) {
        cast.clock().advance(Duration.ofSeconds(30));
        var code = of(Person.ALICE).application().code();
        var browser = cast.freshBrowser();
        var page = asked(browser, given, "safe", Person.ALICE);
        return (as, at) -> {
            var typed = Map.of("totp", code);
            if (as == Bearer.OTHER_BROWSER) {
                return passes(cast.freshBrowser(), at, page, typed);
            }
            var fresh = cast.freshBrowser();
            return passes(fresh, at, asked(fresh, at, client(as, "safe", "vault"), person(as)), typed);
        };
    }

    /// As [#code], on the page for recovery codes.
    Bound recoveryCode(TestServer given) {
        var code = of(Person.ALICE).recoveryCodes().remove();
        var browser = cast.freshBrowser();
        var page = recoveryPage(browser, given, "safe", Person.ALICE);
        return (as, at) -> {
            var typed = Map.of("recovery_code", code);
            if (as == Bearer.OTHER_BROWSER) {
                return passes(cast.freshBrowser(), at, page, typed);
            }
            var fresh = cast.freshBrowser();
            return passes(fresh, at, recoveryPage(fresh, at, client(as, "safe", "vault"), person(as)), typed);
        };
    }

    private HttpResponse<String> recoveryPage(TestBrowser browser, TestServer at, String client, Person person) {
        var page = asked(browser, at, client, person);
        var link = Jsoup.parse(page.body(), page.uri().toString()).select("#recovery");
        return browser.get(URI.create(link.attr("abs:href")));
    }

    /// The challenge that a page carries. Others answer it with their own key on their own page.
    Bound keyChallenge(TestServer given) {
        var browser = cast.freshBrowser();
        var page = asked(browser, given, "gate", Person.ALICE);
        return (as, at) -> {
            var person = person(as);
            var answer = Map.of("credential", of(person).key().assertion(challenge(page)));
            if (as == Bearer.OWNER) {
                return passes(browser, at, page, answer);
            }
            var fresh = cast.freshBrowser();
            if (as == Bearer.OTHER_BROWSER) {
                return passes(fresh, at, page, answer);
            }
            var own = Form.of(asked(fresh, at, client(as, "gate", "yard"), person));
            var mixed = own.with(Form.of(page), "ticket");
            return Cast.isCode(cast.goOn(fresh, at, mixed.send(fresh, at, answer), person));
        };
    }

    private boolean passes(TestBrowser browser, TestServer at, HttpResponse<String> page, Map<String, String> answers) {
        return Cast.isCode(cast.goOn(browser, at, Form.of(page).send(browser, at, answers), Person.ALICE));
    }

    private static String client(Bearer as, String usual, String other) {
        return as == Bearer.OTHER_CLIENT ? other : usual;
    }

    private static Person person(Bearer as) {
        return switch (as) {
            case OTHER_USER -> Person.BOB;
            case OTHER_CONNECTOR -> Person.WALTER;
            case OWNER, OTHER_CLIENT, OTHER_BROWSER -> Person.ALICE;
        };
    }
}
