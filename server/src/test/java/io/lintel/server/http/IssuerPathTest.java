package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything lies below the path of the issuer, whatever that is.
final class IssuerPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/dex", "/a/b/"})
    void endpointsLieBelowThePathOfTheIssuer(String path) {
        var text = TestServer.STANDARD.replace("@ISSUER@", "https://login.example" + path);
        var base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        try (var server = TestServer.start(text);
                var browser = new TestBrowser()) {
            for (var below : new String[] {"/.well-known/openid-configuration", "/keys", "/static/lintel.css"}) {
                assertThat(browser.get(address(server, base + below)).statusCode())
                        .as(base + below)
                        .isEqualTo(200);
            }
            assertThat(browser.get(address(server, base.isEmpty() ? "/" : base)).statusCode())
                    .isEqualTo(200);
            var metadata = browser.get(address(server, base + "/.well-known/openid-configuration"));
            assertThat(metadata.body())
                    .contains("\"issuer\":\"https://login.example" + path + "\"")
                    .contains("\"token_endpoint\":\"https://login.example" + base + "/token\"");
        }
    }

    @Test
    void nothingLiesBesideThePathOfTheIssuer() {
        try (var server = TestServer.start();
                var browser = new TestBrowser()) {
            assertThat(browser.get(address(server, "/keys")).statusCode()).isEqualTo(404);
        }
    }

    private static URI address(TestServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
