package io.lintel.server.http;

import io.lintel.oauth2.StringFields;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.http.Bound.Bearer;
import io.lintel.server.http.Cast.Form;
import io.lintel.server.http.Cast.Person;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;

/// What browsers show.
final class BrowserArtefacts {

    private static final String SESSION = "dex_session";
    private static final Map<String, String> YES = Map.of("approval", "approve");

    private BrowserArtefacts() {}

    static Bound userCode(Cast cast, TestServer given) {
        var asked = cast.ask(given, "/device/code", Map.of("scope", "openid"), "shop");
        var code = Shop.member(asked, "user_code");
        return (as, at) -> typeUserCode(cast, cast.freshBrowser(), at, code, person(as));
    }

    /// @return whether the person came to the end and said yes to the device
    static boolean typeUserCode(Cast cast, TestBrowser browser, TestServer at, String code, Person person) {
        var form = Form.of(browser.get(at.at("/device")));
        var choice = cast.follow(browser, at, form.send(browser, at, Map.of("user_code", code)));
        var link = Jsoup.parse(choice.body(), choice.uri().toString())
                .selectFirst("a[href*='/device/login/" + person.connector() + "']");
        if (link == null) {
            return false;
        }
        var answer = cast.goOn(browser, at, browser.get(at.at(URI.create(link.absUrl("href")))), person);
        if (!answer.body().contains("id=\"device-approved\"")) {
            throw new AssertionError("not approved: " + answer.body());
        }
        return true;
    }

    private static Person person(Bearer as) {
        return switch (as) {
            case OTHER_USER -> Person.BOB;
            case OTHER_CONNECTOR -> Person.WALTER;
            case OWNER, OTHER_CLIENT, OTHER_BROWSER -> Person.ALICE;
        };
    }

    /// Answers requests without a page. Whoever is in another browser knows the session by its id, and has a secret
    /// of another session; whoever is another user says so by a hint.
    static Bound sessionCookie(Cast cast, TestServer given) {
        var cookie = cookie(cast.signedOn(given, Person.ALICE, "shop"));
        var another = StringFields.decode(cookie(cast.signedOn(given, Person.ALICE, "shop")), 2)
                .orElseThrow();
        var mixed =
                StringFields.encode(StringFields.decode(cookie, 2).orElseThrow().getFirst(), another.getLast());
        // What is refused is not refused for want of consent.
        cast.signedOn(given, Person.ALICE, "bank");
        cast.signedOn(given, Person.WALTER, "shop");
        var bobs = Shop.member(cast.tokens(given, cast.freshBrowser(), Person.BOB), "id_token");
        return (as, at) -> {
            var browser = cast.freshBrowser();
            browser.cookies().put(SESSION, as == Bearer.OTHER_BROWSER ? mixed : cookie);
            var client = as == Bearer.OTHER_CLIENT ? "bank" : "shop";
            var path = as == Bearer.OTHER_CONNECTOR ? "/auth/door" : "/auth/local";
            var hint = as == Bearer.OTHER_USER ? Map.of("id_token_hint", bobs) : Map.<String, String>of();
            return isSilent(cast, browser, at, client, path, hint);
        };
    }

    private static String cookie(TestBrowser browser) {
        return browser.cookies().getOrDefault(SESSION, "");
    }

    /// Whether the client gets a code without a page; if it does not, somebody would have to log in first.
    private static boolean isSilent(
            Cast cast, TestBrowser browser, TestServer at, String client, String path, Map<String, String> other) {
        var silent = new LinkedHashMap<>(other);
        silent.put("prompt", "none");
        var answer = cast.visit(browser, at, client, path, silent);
        if (!Cast.isCode(answer)
                && !"login_required".equals(TestBrowser.answer(answer).get("error"))) {
            throw new AssertionError("refused for another reason: " + TestBrowser.location(answer));
        }
        return Cast.isCode(answer);
    }

    /// The form for the password with the cookie of its login. The other client has a login of its own in the browser.
    static Bound pendingLogin(Cast cast, TestServer given) {
        var browser = cast.freshBrowser();
        var form = Form.of(cast.visit(browser, given, "shop", "/auth/local", Map.of()));
        var banks = Form.of(cast.visit(browser, given, "bank", "/auth/local", Map.of()));
        return (as, at) -> {
            var shown =
                    switch (as) {
                        case OTHER_CLIENT -> new Form(banks.path(), form.fields());
                        case OTHER_CONNECTOR -> new Form(form.path().replace("/local/", "/door/"), form.fields());
                        case OWNER, OTHER_USER, OTHER_BROWSER -> form;
                    };
            var person = person(as);
            var from = as == Bearer.OTHER_BROWSER ? cast.freshBrowser() : browser;
            return Cast.isCode(cast.goOn(from, at, shown.send(from, at, person.answers()), person));
        };
    }

    /// The form for consent. The others have one of their own in the same browser, which this one does not answer.
    static Bound consent(Cast cast, TestServer given) {
        var browser = cast.freshBrowser();
        var form = consentForm(cast, browser, given, "shop", Person.ALICE);
        var banks = consentForm(cast, browser, given, "bank", Person.ALICE);
        var bobs = consentForm(cast, browser, given, "shop", Person.BOB);
        var walters = consentForm(cast, browser, given, "shop", Person.WALTER);
        return (as, at) -> {
            var shown =
                    switch (as) {
                        case OTHER_CLIENT -> form.with(banks, "req");
                        case OTHER_USER -> form.with(bobs, "req");
                        case OTHER_CONNECTOR -> form.with(walters, "req");
                        case OWNER, OTHER_BROWSER -> form;
                    };
            var from = as == Bearer.OTHER_BROWSER ? cast.freshBrowser() : browser;
            return Cast.isCode(cast.goOn(from, at, shown.send(from, at, YES), Person.ALICE));
        };
    }

    /// Each in a session of its own: a login of somebody else would end the one before, and its form with it.
    private static Form consentForm(Cast cast, TestBrowser browser, TestServer at, String client, Person person) {
        browser.cookies().remove(SESSION);
        return Form.of(cast.showPassword(browser, at, client, person, Map.of("prompt", "login consent")));
    }

    /// Taken when nobody is asked again.
    static Bound rememberedConsent(Cast cast, TestServer given) {
        cast.signedOn(given, Person.ALICE, "club");
        return (as, at) -> {
            var client = as == Bearer.OTHER_CLIENT ? "pub" : "club";
            return Cast.isCode(cast.showPassword(cast.freshBrowser(), at, client, person(as), Map.of()));
        };
    }

    /// What an upstream provider sends a browser back with.
    static Bound callback(Cast cast, TestServer given) {
        var browser = cast.freshBrowser();
        var own = departure(browser, given, "shop");
        var banks = departure(browser, given, "bank");
        return (as, at) -> {
            var shown =
                    switch (as) {
                        case OTHER_CLIENT -> own.replaceAll("state=[^&]*", "state=" + banks.replaceAll(".*state=", ""));
                        case OTHER_CONNECTOR -> own.replace("/callback?", "/callback/other?");
                        case OWNER, OTHER_USER, OTHER_BROWSER -> own;
                    };
            var from = as == Bearer.OTHER_BROWSER ? cast.freshBrowser() : browser;
            return Cast.isCode(cast.goOn(from, at, from.get(at.at(URI.create(shown))), Person.WALTER));
        };
    }

    private static String departure(TestBrowser browser, TestServer at, String client) {
        return TestBrowser.location(browser.get(Visitor.authorize(at, client, "/auth/mock", Map.of())))
                .toString();
    }

    /// Names the user whose session answers without a page.
    static Bound idTokenHint(Cast cast, TestServer given) {
        var alice = cast.signedOn(given, Person.ALICE, "bank");
        var hint = Map.of("id_token_hint", Shop.member(cast.tokens(given, alice, Person.ALICE), "id_token"));
        var bob = cast.signedOn(given, Person.BOB, "shop");
        var walter = cast.signedOn(given, Person.WALTER, "shop");
        return (as, at) -> switch (as) {
            case OWNER -> isSilent(cast, alice, at, "shop", "/auth", hint);
            case OTHER_USER -> isSilent(cast, bob, at, "shop", "/auth", hint);
            case OTHER_CONNECTOR -> isSilent(cast, walter, at, "shop", "/auth", hint);
            case OTHER_BROWSER -> isSilent(cast, cast.freshBrowser(), at, "shop", "/auth", hint);
            case OTHER_CLIENT -> {
                if (!isSilent(cast, alice, at, "bank", "/auth", Map.of())) {
                    throw new AssertionError("the session is the other client's, too");
                }
                var answer = TestBrowser.answer(cast.visit(alice, at, "bank", "/auth", hint));
                yield !"invalid_request".equals(answer.get("error"));
            }
        };
    }

    /// Everybody has a session of their own.
    static Bound logoutConfirmation(Cast cast, TestServer given) {
        var alice = cast.signedOn(given, Person.ALICE, "shop");
        var form = Form.of(alice.get(given.at("/logout")));
        var others = Map.of(
                Bearer.OWNER, alice,
                Bearer.OTHER_BROWSER, cast.signedOn(given, Person.ALICE, "shop"),
                Bearer.OTHER_USER, cast.signedOn(given, Person.BOB, "shop"),
                Bearer.OTHER_CONNECTOR, cast.signedOn(given, Person.WALTER, "shop"));
        return (as, at) -> {
            var answer = form.send(others.getOrDefault(as, alice), at, Map.of());
            return Cast.isTaken(answer) && heading(answer).equals("You are logged out");
        };
    }

    private static String heading(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("h1").text();
    }
}
