package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ldap.TestDirectory;
import io.lintel.connector.ldap.TestRealm;
import io.lintel.secret.Secret;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Login by ticket, state by state.
final class TicketLoginTest {

    private static final TestRealm REALM = new TestRealm();
    private static final String COOKIE = "dex_spnego_tried";

    private static TestDirectory directory;
    private static TestServer server;
    private static Path keytab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, LDAPException {
        directory = TestDirectory.plain();
        keytab = REALM.keytab(folder.resolve("keytab"), TestRealm.SERVICE);
        server = TestServer.start(text(TestServer.STANDARD));
    }

    /// With the connectors `both` (a ticket or a password), `only` (a ticket) and `away` (no keytab).
    private static String text(String standard) {
        return standard.replace(
                "connectors:\n",
                "connectors:\n" + ldap("both", keytab, true) + ldap("only", keytab, false)
                        + ldap("away", keytab.resolveSibling("away"), false));
    }

    private static String ldap(String id, Path keytab, boolean fallback) {
        return """
              - id: %s
                type: ldap
                name: The directory %s
                config:
                  host: 127.0.0.1:%d
                  insecureNoSSL: true
                  bindDN: "%s"
                  bindPW: "%s"
                  userSearch: {baseDN: "%s", username: uid}
                  kerberos: {enabled: true, keytabPath: "%s", fallbackToPassword: %s}
            """.formatted(
                        id,
                        id,
                        directory.port(),
                        TestDirectory.READER,
                        TestDirectory.READER_PASSWORD,
                        TestDirectory.PEOPLE,
                        keytab,
                        fallback);
    }

    @AfterAll
    static void stop() {
        server.close();
        directory.close();
    }

    @Test
    void browserIsAskedForATicketAndShownTheFormMeanwhile() {
        try (var alice = new TestBrowser()) {
            var asked = begin(alice, "both");

            assertChallenged(asked);
            assertThat(asked.body()).contains("name=\"password\"");
            assertThat(asked.headers().allValues("Set-Cookie"))
                    .filteredOn(cookie -> cookie.startsWith(COOKIE))
                    .singleElement()
                    .isEqualTo(COOKIE + "=1; Max-Age=60; Path=/idp; HttpOnly; SameSite=Lax");
        }
    }

    @Test
    void browserThatWasAskedIsShownTheForm() {
        try (var alice = new TestBrowser()) {
            begin(alice, "both");

            var form = begin(alice, "both");

            assertThat(form.statusCode()).isEqualTo(200);
            assertThat(form.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(form.body()).contains("name=\"password\"");
        }
    }

    @Test
    void passwordTypedIntoTheFormLogsIn() {
        try (var alice = new TestBrowser()) {
            var form = begin(alice, "both");

            var consent =
                    alice.follow(alice.submit(form, Map.of("login", "alice", "password", TestDirectory.PASSWORD)));

            assertLoggedIn(alice, consent);
        }
    }

    @Test
    void ticketLogsInAndTheCookieGoes() {
        try (var alice = new TestBrowser()) {
            var asked = begin(alice, "both");
            assertThat(alice.cookies()).containsKey(COOKIE);

            var loggedIn = show(alice, asked.uri(), REALM.token("alice"));

            assertThat(loggedIn.statusCode()).isEqualTo(303);
            assertThat(loggedIn.headers().firstValue("WWW-Authenticate").orElse(""))
                    .as("we prove who we are as well (RFC 4559, section 5)")
                    .startsWith("Negotiate ");
            assertThat(alice.cookies()).doesNotContainKey(COOKIE);
            assertLoggedIn(alice, alice.follow(loggedIn));
        }
    }

    @Test
    void ticketThatDoesNotCountLeadsToTheForm() {
        try (var alice = new TestBrowser()) {
            var asked = begin(alice, "both");

            for (var token : wrongTokens()) {
                var form = show(alice, asked.uri(), token);

                assertThat(form.statusCode()).isEqualTo(200);
                assertThat(form.headers().firstValue("WWW-Authenticate")).isEmpty();
                assertThat(form.body()).contains("name=\"password\"");
                assertThat(alice.cookies()).containsKey(COOKIE);
            }
        }
    }

    @Test
    void withoutPasswordsTheBrowserIsAskedAndToldWhatIsMissing() {
        try (var alice = new TestBrowser()) {
            var asked = begin(alice, "only");
            assertChallenged(asked);
            assertThat(asked.body()).doesNotContain("name=\"password\"").contains("id=\"reference\"");
            assertThat(alice.cookies()).doesNotContainKey(COOKIE);

            for (var token : wrongTokens()) {
                assertChallenged(show(alice, asked.uri(), token));
            }
            assertLoggedIn(alice, alice.follow(show(alice, asked.uri(), REALM.token("alice"))));
        }
    }

    @Test
    void withoutPasswordsNoneIsTakenThoughTheFormIsMadeUp() {
        try (var alice = new TestBrowser()) {
            var both = begin(alice, "both");
            var mac = org.jsoup.Jsoup.parse(both.body())
                    .select("input[name=hmac]")
                    .attr("value");
            var only = begin(alice, "only");

            var answer =
                    alice.post(only.uri(), Map.of("hmac", mac, "login", "alice", "password", TestDirectory.PASSWORD));

            assertThat(answer.statusCode()).isBetween(400, 403);
        }
    }

    @Test
    void ownerWithoutAnEntryIsTold() {
        try (var alice = new TestBrowser()) {
            var answer = show(alice, begin(alice, "both").uri(), REALM.token("nobody"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("name=\"password\"").contains("id=\"reference\"");
        }
    }

    @Test
    @Tag("SEC-D1")
    @Tag("SEC-A14")
    void ticketInABrowserThatDidNotBeginIsNotLookedAt() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var asked = begin(alice, "only");
            var token = REALM.token("alice");

            assertThat(show(mallory, asked.uri(), token).statusCode()).isEqualTo(403);
            assertThat(show(alice, URI.create(asked.uri() + "x"), token).statusCode())
                    .isIn(400, 403);
            assertLoggedIn(alice, alice.follow(show(alice, asked.uri(), token)));
        }
    }

    @Test
    @Tag("SEC-D3")
    void tokenOfAnotherLoginIsRefused() {
        try (var alice = new TestBrowser();
                var mallory = new TestBrowser()) {
            var token = REALM.token("alice");
            show(alice, begin(alice, "only").uri(), token);

            assertChallenged(show(mallory, begin(mallory, "only").uri(), token));
        }
    }

    @Test
    @Tag("SEC-A11")
    void freshLoginTakesAPasswordWhereThereIsOne() {
        try (var alice = new TestBrowser()) {
            var form =
                    alice.follow(alice.get(new Shop(server, alice).authorize("/auth/both", Map.of("prompt", "login"))));
            assertThat(form.statusCode()).isEqualTo(200);

            var again = show(alice, form.uri(), REALM.token("alice"));

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).contains("name=\"password\"");
        }
    }

    @Test
    void twoAuthorizationFieldsAreNoTicket() {
        try (var alice = new TestBrowser()) {
            var asked = begin(alice, "only");

            var answer = alice.send(HttpRequest.newBuilder(asked.uri())
                    .header("Authorization", "Negotiate " + REALM.token("alice").reveal())
                    .header("Authorization", "Negotiate " + REALM.token("alice").reveal()));

            assertThat(answer.statusCode()).isNotEqualTo(303).isLessThan(500);
        }
    }

    @Test
    void connectorWithoutItsKeytabShowsTheForm() {
        try (var alice = new TestBrowser()) {
            var form = begin(alice, "away");

            assertThat(form.statusCode()).isEqualTo(200);
            assertThat(form.body()).contains("name=\"password\"");
        }
    }

    @Test
    void cookieIsSecureWhereTheIssuerIs() throws IOException {
        var text = text(TestServer.STANDARD).replace("issuer: \"@ISSUER@\"", "issuer: \"https://login.example\"");
        try (var secure = TestServer.start(text);
                var alice = new TestBrowser()) {
            var first = alice.get(URI.create(
                    "http://127.0.0.1:" + secure.port() + "/auth/both?" + TestBrowser.encode(Shop.request(Map.of()))));
            var asked = alice.get(TestBrowser.location(first));

            assertThat(asked.headers().allValues("Set-Cookie"))
                    .filteredOn(cookie -> cookie.startsWith(COOKIE))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie).contains("; Secure", "; Path=/;", "; HttpOnly"));
        }
        assertThat(Files.exists(keytab)).isTrue();
    }

    private static java.util.List<Secret> wrongTokens() {
        return java.util.List.of(
                Secret.of("x"),
                Secret.of("TlRMTVNTUAABAAAAl4II4gAAAAA="),
                REALM.ticket("alice").withAnotherKey().token(),
                REALM.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token(),
                REALM.ticket("alice").forService("HTTP/other.example.com").token());
    }

    private static HttpResponse<String> begin(TestBrowser browser, String connector) {
        return new Shop(server, browser).begin("/auth/" + connector, Map.of());
    }

    private static HttpResponse<String> show(TestBrowser browser, URI uri, Secret token) {
        return browser.send(HttpRequest.newBuilder(uri).header("Authorization", "Negotiate " + token.reveal()));
    }

    private static void assertChallenged(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
    }

    /// The consent page is there, and consent gives a code for Alice.
    private static void assertLoggedIn(TestBrowser browser, HttpResponse<String> consent) {
        var shop = new Shop(server, browser);
        var code = TestBrowser.answer(browser.submit(consent, Map.of("approval", "approve")))
                .getOrDefault("code", "");
        var userInfo = shop.userInfo(Shop.member(shop.token(shop.redemption(code)), "access_token"));
        assertThat(Shop.member(userInfo, "email")).endsWith("@example.org");
    }
}
