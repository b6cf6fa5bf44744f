package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;

/// The people and clients of the binding table. They may come to any replica.
///
/// A client is registered as `X` at `https://X.example/callback` with the secret `X-secret`.
final class Cast implements AutoCloseable {

    static final String HOST = "login.example";
    static final String ISSUER = "http://" + HOST + "/idp";
    static final String INITIAL_TOKEN = "initial-access-token-of-a-partner";
    static final String SIGNER_SECRET = "0123456789abcdef0123456789abcdef";

    private static final String TEXT = TestServer.STANDARD
                    .substring(0, TestServer.STANDARD.indexOf("connectors:"))
                    .replace("@ISSUER@", ISSUER)
            + """
            connectors:
              - {id: mock, type: mockCallback, name: Mock}
              - {id: other, type: mockCallback, name: Other}
              - {id: door, type: mockPassword, name: Door, config: {username: walter, password: open sesame}}
            enablePasswordDB: true
            staticPasswords:
              - {email: alice@example.org, username: alice, userID: 0-385-28089-0, hash: @HASH@}
              - {email: bob@example.org, username: bob, userID: b0b, hash: @HASH@}
            staticClients:
              - {id: shop, name: Shop, secret: shop-secret, redirectURIs: ["https://shop.example/callback"]}
              - {id: bank, name: Bank, secret: bank-secret, redirectURIs: ["https://bank.example/callback"]}
              - {id: club, name: Club, secret: club-secret, redirectURIs: ["https://club.example/callback"]}
              - {id: pub, name: Pub, secret: pub-secret, redirectURIs: ["https://pub.example/callback"]}
              - {id: safe, name: Safe, secret: safe-secret, redirectURIs: ["https://safe.example/callback"],
                 mfaChain: [app]}
              - {id: vault, name: Vault, secret: vault-secret, redirectURIs: ["https://vault.example/callback"],
                 mfaChain: [app]}
              - {id: gate, name: Gate, secret: gate-secret, redirectURIs: ["https://gate.example/callback"],
                 mfaChain: [key]}
              - {id: yard, name: Yard, secret: yard-secret, redirectURIs: ["https://yard.example/callback"],
                 mfaChain: [key]}
              - {id: clerk, name: Clerk, secret: @SECRET@, tokenEndpointAuthMethod: client_secret_jwt}
              - {id: scribe, name: Scribe, secret: @SECRET@, tokenEndpointAuthMethod: client_secret_jwt}
            sessions: {enabled: true}
            mfa:
              authenticators:
                - {id: app, type: TOTP, config: {issuer: Example}}
                - {id: key, type: WebAuthn, config: {}}
            expiry: {refreshTokens: {reuseInterval: 1s}}
            registration: {enabled: true, initialAccessTokens: [{id: partner, token: @INITIAL@}]}
            """.replace("@HASH@", "\"$2a$10$ZSiC5rQK6jxbr7xd9ZQLL.kuKTzpOkmTEohKJ.JCPtqTBy3RGq0Lm\"")
                    .replace("@SECRET@", SIGNER_SECRET)
                    .replace("@INITIAL@", INITIAL_TOKEN);

    private static final int MOST_PAGES = 12;

    /// Who logs in, and how. Walter has at his connector the id that Alice has at hers.
    enum Person {
        ALICE("local", "alice@example.org", "correct horse"),
        BOB("local", "bob@example.org", "correct horse"),
        WALTER("door", "walter", "open sesame");

        private final String connector;
        private final String name;
        private final String password;

        Person(String connector, String name, String password) {
            this.connector = connector;
            this.name = name;
            this.password = password;
        }

        String connector() {
            return connector;
        }

        Map<String, String> answers() {
            return Map.of("login", name, "password", password);
        }
    }

    private final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final SharedStore store;
    private final TestBrowser machine = new TestBrowser();
    private final List<TestBrowser> browsers = new ArrayList<>();

    Cast(SharedStore store) {
        this.store = store;
    }

    TestServer startReplica() {
        return TestServer.start(TEXT.replace("{type: memory}", store.text()), clock);
    }

    SettableClock clock() {
        return clock;
    }

    TestBrowser freshBrowser() {
        var browser = new TestBrowser();
        browsers.add(browser);
        return browser;
    }

    void closeBrowsers() {
        browsers.forEach(TestBrowser::close);
        browsers.clear();
    }

    /// What a client is answered.
    HttpResponse<String> ask(TestServer at, String path, Map<String, String> form, String client) {
        return machine.send(HttpRequest.newBuilder(at.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Shop.basic(client, client + "-secret"))
                .POST(BodyPublishers.ofString(TestBrowser.encode(form))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return machine.send(request);
    }

    /// The page or the redirect to the client that a request of a client comes to.
    HttpResponse<String> visit(
            TestBrowser browser, TestServer at, String client, String path, Map<String, String> other) {
        return follow(browser, at, browser.get(Visitor.authorize(at, client, path, other)));
    }

    HttpResponse<String> follow(TestBrowser browser, TestServer at, HttpResponse<String> first) {
        var response = first;
        while (response.headers().firstValue("Location").isPresent()) {
            var next = TestBrowser.location(response);
            if (!next.getPath().startsWith("/idp/")) {
                break;
            }
            response = browser.get(at.at(next));
        }
        return response;
    }

    /// Goes on as that person for as long as there is something to say: name and password, yes, codes seen.
    HttpResponse<String> goOn(TestBrowser browser, TestServer at, HttpResponse<String> first, Person person) {
        var page = follow(browser, at, first);
        for (var pages = 0; pages < MOST_PAGES; pages++) {
            var document = Jsoup.parse(page.body());
            Map<String, String> answers;
            if (document.selectFirst("input[name=password]") != null) {
                answers = person.answers();
            } else if (document.selectFirst("button[name=approval]") != null) {
                answers = Map.of("approval", "approve");
            } else if (document.selectFirst("#recovery-codes") != null) {
                answers = Map.of();
            } else {
                break;
            }
            page = follow(browser, at, Form.of(page).send(browser, at, answers));
        }
        return page;
    }

    /// Where somebody comes to at a client by name and password.
    HttpResponse<String> logIn(TestBrowser browser, TestServer at, String client, Person person) {
        return logIn(browser, at, client, person, Map.of());
    }

    HttpResponse<String> logIn(
            TestBrowser browser, TestServer at, String client, Person person, Map<String, String> other) {
        return goOn(browser, at, visit(browser, at, client, "/auth/" + person.connector, other), person);
    }

    /// The first page that asks somebody who has shown a password for more.
    HttpResponse<String> showPassword(
            TestBrowser browser, TestServer at, String client, Person person, Map<String, String> other) {
        var form = visit(browser, at, client, "/auth/" + person.connector, other);
        return follow(browser, at, Form.of(form).send(browser, at, person.answers()));
    }

    /// A browser in which somebody has logged in at a client.
    TestBrowser signedOn(TestServer at, Person person, String... clients) {
        var browser = freshBrowser();
        for (var client : clients) {
            code(logIn(browser, at, client, person));
        }
        return browser;
    }

    /// What a client is given for a login.
    HttpResponse<String> tokens(TestServer at, TestBrowser browser, Person person) {
        return ask(
                at,
                "/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code(logIn(browser, at, "shop", person)),
                        "redirect_uri",
                        Shop.REDIRECT_URI),
                "shop");
    }

    /// The code in the answer to a client.
    static String code(HttpResponse<String> answer) {
        if (!isCode(answer)) {
            throw new AssertionError(
                    "no code but " + answer.statusCode() + " " + answer.headers() + ": " + answer.body());
        }
        return TestBrowser.answer(answer).getOrDefault("code", "");
    }

    static boolean isCode(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                && answer.headers().firstValue("Location").orElse("").contains(".example/callback?")
                && TestBrowser.answer(answer).containsKey("code");
    }

    /// Whether a client was answered with success; what is not a refusal either is a fault.
    static boolean isTaken(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200, 201 -> true;
            case 400, 401, 403 -> false;
            default -> throw new AssertionError(answer.statusCode() + ": " + answer.body());
        };
    }

    /// The first form of a page, which is not bound to the replica that has shown it.
    record Form(String path, Map<String, String> fields) {

        static Form of(HttpResponse<String> page) {
            var document = Jsoup.parse(page.body(), page.uri().toString());
            var form = document.selectFirst("form");
            if (form == null) {
                throw new AssertionError("no form in " + page.statusCode() + ": " + page.body());
            }
            var fields = new LinkedHashMap<String, String>();
            form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
            var action = form.absUrl("action");
            return new Form(action.isEmpty() ? page.uri().toString() : action, fields);
        }

        /// The same with fields of another one in place of its own.
        Form with(Form other, String... names) {
            var mixed = new LinkedHashMap<>(fields);
            for (var name : names) {
                mixed.put(name, other.fields.getOrDefault(name, ""));
            }
            return new Form(path, mixed);
        }

        HttpResponse<String> send(TestBrowser browser, TestServer at, Map<String, String> answers) {
            var filled = new LinkedHashMap<>(fields);
            filled.putAll(answers);
            return browser.post(at.at(URI.create(path)), filled);
        }
    }

    @Override
    public void close() {
        closeBrowsers();
        machine.close();
    }
}
