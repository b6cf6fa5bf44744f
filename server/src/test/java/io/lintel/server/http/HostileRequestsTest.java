package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.listener.RawConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever anybody sends, the answer is the protocol's error or a page, and never a fault of the server.
final class HostileRequestsTest {

    private static final List<String> PATHS = List.of(
            "/auth",
            "/auth/mock",
            "/auth/local",
            "/auth/local/login",
            "/callback",
            "/callback/mock",
            "/approval",
            "/token",
            "/userinfo",
            "/keys",
            "/.well-known/openid-configuration",
            "/static/x",
            "/theme/x",
            "/");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD
                .replace("{type: memory}", "{type: sqlite3, config: {file: \"@FILE@\"}}")
                .replace("@FILE@", databaseFile()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("SEC-A13")
    @Tag("SEC-L5")
    @Tag("SEC-L8")
    @Tag("REL-18")
    void nothingAnybodySendsIsAFaultOfTheServerOrARow() throws Exception {
        var junk = new Junk(20_261_122);
        var methods = List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");
        try (var browser = new TestBrowser()) {
            for (var i = 0; i < 1_500; i++) {
                browser.cookies().clear();
                var query = junk.form();
                var uri = URI.create(server.at(junk.pick(PATHS)) + (query.isEmpty() ? "" : "?" + query));
                var method = junk.pick(methods);
                var request = HttpRequest.newBuilder(uri)
                        .header(
                                "Content-Type",
                                junk.oneIn(8) ? "application/json" : "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString(method.equals("POST") ? junk.form() : ""));
                if (junk.oneIn(3)) {
                    request.header("Authorization", junk.pick(List.of("Basic x", "Bearer y", "Basic c2hvcDp4", "Z")));
                }
                var answer = browser.send(request);
                assertThat(answer.statusCode()).as("%s %s", method, uri).isLessThan(500);
                // RFC 9110, section 15.4: those that may repeat the form elsewhere.
                assertThat(answer.statusCode()).as("%s %s", method, uri).isNotIn(301, 302, 307, 308);
                // What a value with a line break in it would add.
                assertThat(answer.headers().map()).as("%s %s", method, uri).doesNotContainKey("x");
            }
        }
        assertThat(tablesWithRows()).isEmpty();
    }

    @Test
    void everySingleParameterTurnsIntoARefusalOrAPage() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            for (var name : Junk.NAMES) {
                for (var value : List.of("\u0000", "a".repeat(2000), "\ud83d\ude00", "%", "\"><x>")) {
                    var answer = browser.get(shop.authorize("/auth/mock", Map.of(name, value)));
                    assertThat(answer.statusCode()).as("%s=%s", name, value).isLessThan(500);
                }
            }
        }
    }

    /// In the header they are refused by its size.
    @Test
    @Tag("SEC-G6")
    @Tag("SEC-B6")
    void hugeAndDeepTokensAreRefusedWhereverTheyAreSent() {
        try (var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            for (var token : List.of(
                    "a".repeat(10_000),
                    "a".repeat(66_000),
                    "a".repeat(200_000),
                    (encode("{\"alg\":\"RS256\",\"kid\":\"x\"}") + ".").repeat(2) + "A".repeat(150_000),
                    encode("{\"alg\":" + "[".repeat(40_000)) + ".e30.AAAA",
                    encode("{\"a\":".repeat(10_000)) + ".e30.AAAA",
                    encode("\n".repeat(49_000)))) {
                assertThat(browser.post(server.at("/userinfo"), Map.of("access_token", token))
                                .statusCode())
                        .isEqualTo(401);
                assertThat(shop.introspect(token).body()).isEqualTo("{\"active\":false}");
                assertThat(shop.revoke(token).statusCode()).isEqualTo(200);
                assertThat(shop.token(Map.of("grant_type", "refresh_token", "refresh_token", token))
                                .body())
                        .isEqualTo("{\"error\":\"invalid_grant\"}");
                assertThat(shop.token(shop.redemption(token)).body()).isEqualTo("{\"error\":\"invalid_grant\"}");
                var hinted = browser.post(server.at("/auth"), Shop.request(Map.of("id_token_hint", token)));
                assertThat(TestBrowser.answer(hinted)).containsEntry("error", "invalid_request");
            }
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    /// Nobody is told that something was accepted which is not what was sent.
    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00fe", "%ff%fe"})
    void bytesThatAreNotUtf8AreRefusedWhetherTheyAreEscapedOrNot(String bytes) {
        var form = "grant_type=authorization_code&code=" + bytes;
        var answer = RawConnection.exchange(
                server.port(),
                "POST /idp/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: "
                        + Shop.basic("shop", "shop-secret")
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form);

        assertThat(answer).contains("400 Bad Request", "\"error\":\"invalid_request\"");
    }

    private static String database = "";

    private static String databaseFile() {
        try {
            database = Files.createTempDirectory("lintel-hostile")
                    .resolve("lintel.db")
                    .toString();
            return database;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// But for those of keys and migrations, and of guesses, which are counted and bounded (AttemptsContract).
    private static List<String> tablesWithRows() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(3);
            tables.removeIf(table -> table.matches("(?i).*(key|salt|attempts|flyway|schema|sqlite_).*"));
            var full = new ArrayList<String>();
            for (var table : tables) {
                try (var rows = statement.executeQuery("select * from \"" + table + "\"")) {
                    if (rows.next()) {
                        full.add(table);
                    }
                }
            }
            return full;
        }
    }
}
