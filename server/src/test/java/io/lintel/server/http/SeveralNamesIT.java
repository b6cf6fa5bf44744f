package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ldap.Slapd;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// People of OpenLDAP who may type one name or another. It locks an account itself after three wrong passwords.
@Timeout(120)
final class SeveralNamesIT {

    private static final String PASSWORD = "the user's password";
    private static final String STRANGER = "198.51.100.1";
    private static final String HOME = "203.0.113.1";

    private static Slapd slapd;

    @BeforeAll
    static void start(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        slapd = Slapd.start(folder);
        slapd.addPerson("alice", "al", PASSWORD);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        slapd.stop();
    }

    @Test
    @Tag("SEC-H1")
    @Tag("SEC-H2")
    void whoGuessesUnderOneNameWaitsUnderTheOtherAndLocksNobodyOut() {
        try (var server = TestServer.start(text());
                var browser = new TestBrowser()) {
            var form = new Shop(server, browser).begin("/auth/corp", Map.of());
            var unknown = submit(browser, form, "nobody", "guess", STRANGER);
            assertSame(unknown, submit(browser, form, "al", "guess", STRANGER));
            assertSame(unknown, submit(browser, form, "alice@example.org", "guess", STRANGER));
            assertThat(throttled(browser, server)).isFalse();

            for (var name : new String[] {"al", "alice@example.org", "ALICE@example.org"}) {
                assertSame(unknown, submit(browser, form, name, PASSWORD, STRANGER));
            }
            assertThat(throttled(browser, server)).isTrue();
            assertThat(submit(browser, form, "alice@example.org", PASSWORD, HOME)
                            .statusCode())
                    .as("the directory was not asked often enough to lock the account")
                    .isEqualTo(303);
        }
    }

    private static String text() {
        return TestServer.STANDARD
                        .replace(
                                "web: {http: \"127.0.0.1:@PORT@\"}",
                                "web: {http: \"127.0.0.1:@PORT@\","
                                        + " clientRemoteIP: {header: X-Forwarded-For, trustedProxies: [127.0.0.0/8]}}")
                        .replace("connectors:\n", """
                                connectors:
                                  - id: corp
                                    type: ldap
                                    name: Corporate account
                                    config:
                                      host: 127.0.0.1:%d
                                      insecureNoSSL: true
                                      bindDN: "%s"
                                      bindPW: "%s"
                                      userSearch:
                                        baseDN: "%s"
                                        username: [uid, mail]
                                        idAttr: entryUUID
                                        emailAttr: mail
                                """.formatted(
                                        slapd.ldapPort(), Slapd.READER, Slapd.READER_PASSWORD, Slapd.PEOPLE))
                + "throttle: {attempts: 2}\n";
    }

    private static boolean throttled(TestBrowser browser, TestServer server) {
        return browser.get(server.telemetry("/metrics"))
                .body()
                .contains("lintel_attempts_throttled_total{kind=\"password\"} 3.0");
    }

    private static void assertSame(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(one.statusCode()).isEqualTo(401);
        assertThat(Jsoup.parse(other.body()).select("[role=alert]").text())
                .isEqualTo(Jsoup.parse(one.body()).select("[role=alert]").text())
                .isNotEmpty();
    }

    private static HttpResponse<String> submit(
            TestBrowser browser, HttpResponse<String> form, String name, String password, String from) {
        var mac = Jsoup.parse(form.body()).select("input[name=hmac]").attr("value");
        return browser.send(HttpRequest.newBuilder(form.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", from)
                .POST(BodyPublishers.ofString(
                        TestBrowser.encode(Map.of("hmac", mac, "login", name, "password", password)))));
    }
}
