package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that is started before its database.
@Tag("REL-30")
final class AbsentStorageIT {

    @Test
    void databaseThatComesLaterIsWaitedFor() throws IOException {
        var port = freePort();
        var storage = "{type: postgres, config: {host: 127.0.0.1, port: " + port
                + ", user: postgres, database: postgres, ssl: {mode: disable}}}";
        try (var server = TestServer.start(TestServer.STANDARD.replace("{type: memory}", storage));
                var browser = new TestBrowser()) {
            var shop = new Shop(server, browser);
            assertThat(status(server, browser, "/healthz/live")).isEqualTo(200);
            assertThat(status(server, browser, "/healthz/ready")).isEqualTo(503);
            assertThat(browser.get(shop.authorize("/auth/local", Map.of())).statusCode())
                    .isEqualTo(503);
            assertThat(browser.get(server.at("/keys")).statusCode()).isEqualTo(503);

            try (var database = EmbeddedPostgres.builder().setPort(port).start()) {
                assertThat(database.getPort()).isEqualTo(port);
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                    while (status(server, browser, "/healthz/ready") != 200) {
                        Thread.onSpinWait();
                    }
                });
                assertThat(Shop.member(shop.token(shop.redemption(shop.code())), "access_token"))
                        .isNotEmpty();
            }
        }
    }

    private static int status(TestServer server, TestBrowser browser, String path) {
        return browser.get(server.telemetry(path)).statusCode();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
