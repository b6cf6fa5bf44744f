package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.StandardServer;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.server.listener.RawConnection;
import io.lintel.server.settings.Network;
import io.lintel.server.settings.WebSettings.ClientRemoteIp;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who we are and where links lead does not depend on what a request says about it.
@Tag("SEC-L4")
@ExtendWith(StandardServer.class)
final class ForeignHostTest {

    private static TestServer server;

    @BeforeAll
    static void start(TestServer standard) {
        server = standard;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:443",
                "Host: a\r\nX-Forwarded-Host: evil.example",
                "Host: a\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 443",
                "Host: a\r\nX-Forwarded-Server: evil.example",
                "Host: a\r\nX-Forwarded-Prefix: //evil.example",
                "Host: a\r\nForwarded: for=1.2.3.4;host=evil.example;proto=https",
                "Host: a\r\nX-Host: evil.example\r\nX-Original-Host: evil.example\r\nX-HTTP-Host-Override: evil.example",
                "Host: a\r\nX-Original-URL: //evil.example/idp/keys\r\nX-Rewrite-URL: https://evil.example/",
                "Host: a\r\nOrigin: https://evil.example\r\nReferer: https://evil.example/"
            })
    void noAnswerNamesTheHostOfTheRequest(String headers) {
        var authorization = TestBrowser.encode(Shop.request(Map.of()));
        for (var path : List.of(
                "/",
                "/.well-known/openid-configuration",
                "/keys",
                "/auth?" + authorization,
                "/auth/mock?" + authorization,
                "/auth/local?" + authorization,
                "/auth?client_id=nobody",
                "/callback?state=x",
                "/approval",
                "/token",
                "/userinfo",
                "/static/lintel.css",
                "/robots.txt",
                "/healthz",
                "/nowhere")) {
            var answer = get("/idp" + path, headers);

            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
        }
    }

    @Test
    void formForACallbackGoesToTheIssuer() {
        var answer = RawConnection.exchange(
                server.port(),
                String.join(
                        "\r\n",
                        "POST /idp/callback HTTP/1.1",
                        "Host: evil.example",
                        "X-Forwarded-Host: evil.example",
                        "Connection: close",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 12",
                        "",
                        "RelayState=x"));

        assertThat(answer).contains("action=\"" + server.at("/callback") + "\"").doesNotContain("evil.example");
    }

    @Test
    void metadataIsTheSameWhateverTheHost() {
        var path = "/idp/.well-known/openid-configuration";
        var honest = body(get(path, "Host: 127.0.0.1:" + server.port()));

        assertThat(honest).contains("\"issuer\":\"" + server.issuer() + "\"");
        assertThat(body(get(path, "Host: evil.example\r\nX-Forwarded-Proto: https")))
                .isEqualTo(honest);
    }

    /// A proxy that is trusted tells whom it serves; whatever stands further left, the client may have made up.
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, '203.0.113.9', 203.0.113.9",
        "10.0.0.1, '198.51.100.1, 203.0.113.9', 203.0.113.9",
        "10.0.0.1, '198.51.100.1, 203.0.113.9, 10.0.0.2', 203.0.113.9",
        "10.0.0.1, '203.0.113.9|198.51.100.1', 198.51.100.1",
        "10.0.0.1, '198.51.100.1|203.0.113.9, 10.0.0.2', 203.0.113.9",
        "10.0.0.1, '203.0.113.9, unknown', 10.0.0.1",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, '2001:db8::1', '2001:db8:0:0:0:0:0:1'",
        "10.0.0.1, 'localhost', 10.0.0.1",
        "192.0.2.1, '203.0.113.9', 192.0.2.1",
        "192.0.2.1, '10.0.0.2', 192.0.2.1",
    })
    void addressIsTheRightMostThatNoTrustedProxyHas(String peer, String told, String expected) {
        var clients = new ClientAddress(new ClientRemoteIp("X-Forwarded-For", List.of(Network.parse("10.0.0.0/8"))));

        assertThat(clients.find(request(peer, told.split("\\|", -1)))).contains(expected);
    }

    @Test
    void headerOfNobodyWhoIsTrustedIsNotRead() {
        var clients = new ClientAddress(new ClientRemoteIp("X-Forwarded-For", List.of()));

        assertThat(clients.find(request("127.0.0.1", "203.0.113.9"))).contains("127.0.0.1");
    }

    private static HttpRequest<?> request(String peer, String... lines) {
        var request = HttpRequest.GET("/");
        for (var line : lines) {
            request.getHeaders().add("X-Forwarded-For", line);
        }
        return new HttpRequestWrapper<>(request) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return new InetSocketAddress(peer, 1);
            }
        };
    }

    private static String get(String path, String headers) {
        return RawConnection.exchange(
                server.port(), "GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
