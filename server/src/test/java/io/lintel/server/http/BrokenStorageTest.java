package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What browsers and clients are told when the database fails below them: that it did not work, with the face of
/// everything else, and nothing of what is inside.
@Tag("SEC-B13")
@Tag("SEC-D6")
@Tag("SEC-L7")
@Tag("REL-6")
final class BrokenStorageTest {

    private static final Map<String, String> ALICE = Map.of("login", "alice@example.org", "password", "correct horse");

    @Test
    void failureIsNeverASuccessAndTellsNothing(@TempDir Path directory) throws SQLException {
        var database = directory.resolve("lintel.db");
        var text =
                TestServer.STANDARD.replace("{type: memory}", "{type: sqlite3, config: {file: \"" + database + "\"}}");
        try (var server = TestServer.start(text);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var code = shop.code();
            var tokens = shop.token(shop.redemption(shop.code()));
            var accessToken = Shop.member(tokens, "access_token");
            var refreshToken = Shop.member(tokens, "refresh_token");
            var consent = shop.aliceLogsIn(Map.of());
            var form = shop.begin("/auth/local", Map.of());

            change(database, "authorization_codes", "parked_authorizations", "grants", "revoked_grants");

            assertPage(browser.submit(form, ALICE));
            assertPage(browser.submit(consent, Map.of("approval", "approve")));
            assertJson(shop.token(shop.redemption(code)));
            assertJson(shop.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
            assertJson(shop.introspect(accessToken));
            assertJson(shop.introspect(refreshToken));
            assertJson(shop.revoke(accessToken));
            assertJson(shop.revoke(refreshToken));
            assertJson(shop.userInfo(accessToken));
        }
    }

    @Test
    @Tag("SEC-H6")
    void nobodyGetsPastASecondFactorThatCannotBeLookedUp(@TempDir Path directory) throws SQLException {
        var database = directory.resolve("lintel.db");
        var text =
                TestServer.STANDARD.replace("{type: memory}", "{type: sqlite3, config: {file: \"" + database + "\"}}");
        try (var server = TestServer.start(text + """
                        mfa:
                          authenticators: [{id: app, type: TOTP, config: {issuer: Example}}]
                          defaultMFAChain: [app]
                        """);
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            var page = shop.aliceLogsIn(Map.of());
            var form = shop.begin("/auth/local", Map.of());

            change(database, "second_factors");

            assertPage(browser.get(page.uri()));
            assertPage(browser.submit(page, Map.of("totp", "000000")));
            assertPage(browser.submit(form, ALICE));
        }
    }

    /// Takes tables away behind the server's back.
    private static void change(Path database, String... tables) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.executeUpdate("DROP TABLE IF EXISTS " + table);
            }
        }
    }

    private static void assertPage(HttpResponse<String> answer) {
        assertFailure(answer);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("id=\"reference\"");
    }

    private static void assertJson(HttpResponse<String> answer) {
        assertFailure(answer);
        assertThat(answer.body()).isIn("{\"error\":\"server_error\"}", "{\"error\":\"temporarily_unavailable\"}");
    }

    private static void assertFailure(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(500, 503);
        var headers = answer.headers();
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
        for (var inside : List.of("SQL", "sqlite", "table", "Exception", "io.lintel", "lintel.db", "\tat ")) {
            assertThat(answer.body()).doesNotContainIgnoringCase(inside);
        }
    }
}
