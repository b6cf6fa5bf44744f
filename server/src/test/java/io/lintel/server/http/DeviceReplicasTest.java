package io.lintel.server.http;

import static io.lintel.server.http.Television.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices of replicas that share a database, and of a server that ends and starts again.
final class DeviceReplicasTest {

    private final Path database;

    DeviceReplicasTest(@TempDir Path directory) {
        this.database = directory.resolve("lintel.db");
    }

    @Test
    @Tag("SEC-B4")
    @Tag("SEC-E3")
    @Tag("SEC-E4")
    @Tag("REL-1")
    void whatOneBeganAnotherGoesOnWith() {
        try (var one = start(text());
                var other = start(text());
                var device = new TestBrowser();
                var alice = new TestBrowser()) {
            var here = new Television(one, device);
            var there = new Television(other, device);
            var asked = here.ask();
            assertThat(error(here.poll(asked))).isEqualTo("authorization_pending");
            assertThat(error(there.poll(asked))).isEqualTo("slow_down");

            var choice = alice.get(at(one, there.type(alice, Shop.member(asked, "user_code"))));
            var form = alice.get(at(other, alice.get(other.at(Television.link(choice, "/device/login/local")))));
            var approval = alice.submit(form, Map.of("login", "alice@example.org", "password", "correct horse"));
            var consent = alice.get(at(one, approval));
            assertThat(alice.submit(consent, Map.of("approval", "approve")).statusCode())
                    .isEqualTo(200);

            assertThat(there.poll(asked).statusCode()).isEqualTo(200);
            assertThat(error(here.poll(asked))).isEqualTo("invalid_grant");
        }
    }

    @Test
    @Tag("SEC-B4")
    @Tag("REL-5")
    void everythingOutstandingOutlivesARestart() {
        try (var device = new TestBrowser();
                var alice = new TestBrowser()) {
            HttpResponse<String> pending;
            HttpResponse<String> approved;
            HttpResponse<String> denied;
            HttpResponse<String> fetched;
            URI consent;
            try (var before = start(text())) {
                var tv = new Television(before, device);
                pending = tv.ask();
                approved = tv.ask();
                denied = tv.ask();
                fetched = tv.ask();
                tv.aliceApproves(alice, approved);
                tv.aliceApproves(alice, fetched);
                assertThat(tv.poll(fetched).statusCode()).isEqualTo(200);
                alice.submit(tv.aliceLogsIn(alice, denied), Map.of("approval", "rejected"));
                consent = tv.aliceLogsIn(alice, pending).uri();
            }
            try (var after = start(text())) {
                var tv = new Television(after, device);
                assertThat(error(tv.poll(pending))).isEqualTo("authorization_pending");
                assertThat(error(tv.poll(denied))).isEqualTo("access_denied");
                assertThat(error(tv.poll(fetched))).isEqualTo("invalid_grant");
                assertThat(tv.poll(approved).statusCode()).isEqualTo(200);
                alice.submit(alice.get(after.at(consent)), Map.of("approval", "approve"));
                assertThat(tv.poll(pending).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    @Tag("SEC-B14")
    void whatTheOperatorTookBackIsGoneAtTheNextUse() {
        var taken = Map.of(
                "the client", text().replace("{id: tv,", "{id: tv2,"),
                "the connector", text().replaceAll("(?s)enablePasswordDB.*?readers]\n", ""),
                "the client's right to the connector",
                        text().replace("name: Living Room TV,", "name: Living Room TV, allowedConnectors: [door],"),
                "the grant", text() + "oauth2: {grantTypes: [authorization_code, refresh_token]}\n");
        taken.forEach((what, afterwards) -> {
            try (var device = new TestBrowser();
                    var alice = new TestBrowser()) {
                HttpResponse<String> approved;
                HttpResponse<String> pending;
                URI consent;
                try (var before = start(text())) {
                    var tv = new Television(before, device);
                    approved = tv.ask();
                    pending = tv.ask();
                    tv.aliceApproves(alice, approved);
                    consent = tv.aliceLogsIn(alice, pending).uri();
                }
                try (var after = start(afterwards)) {
                    var tv = new Television(after, device);
                    var page = alice.get(after.at(consent));
                    if (page.body().contains("<form")) {
                        alice.submit(page, Map.of("approval", "approve"));
                    }
                    assertThat(tv.poll(approved).statusCode()).as(what).isNotEqualTo(200);
                    assertThat(tv.poll(pending).statusCode()).as(what).isNotEqualTo(200);
                }
            }
        });
    }

    private String text() {
        return TestServer.STANDARD
                        .replace("\"@ISSUER@\"", "http://login.example/idp")
                        .replace("{type: memory}", "{type: sqlite3, config: {file: \"" + database + "\"}}")
                + Television.CLIENTS;
    }

    private static TestServer start(String text) {
        return TestServer.start(text);
    }

    private static URI at(TestServer server, HttpResponse<String> redirect) {
        return server.at(TestBrowser.location(redirect));
    }
}
