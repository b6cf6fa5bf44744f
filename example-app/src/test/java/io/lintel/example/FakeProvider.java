package io.lintel.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A provider on the loopback interface that signs in alice without a question, and does as it is told wrong.
final class FakeProvider implements AutoCloseable {

    final TestKey key = TestKey.of("k1", "ES256");
    final List<Form> tokenRequests = new ArrayList<>();
    final Map<String, Object> claims = new HashMap<>();
    String userinfoSubject = "alice";
    String announcedIssuer;

    private final HttpServer http;

    FakeProvider() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        announcedIssuer = issuer().toString();
        http.createContext("/.well-known/openid-configuration", exchange -> send(exchange, 200, metadata()));
        http.createContext("/keys", exchange -> send(exchange, 200, TestKey.keySet(key)));
        http.createContext("/token", this::token);
        http.createContext("/userinfo", this::userinfo);
        http.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private String metadata() {
        return TestKey.json(Map.of(
                "issuer", announcedIssuer,
                "authorization_endpoint", issuer() + "/auth",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "userinfo_endpoint", issuer() + "/userinfo",
                "authorization_response_iss_parameter_supported", true));
    }

    private void token(HttpExchange exchange) throws IOException {
        var request = Form.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        tokenRequests.add(request);
        var authorized =
                "Basic c2hvcDpzJTI2ZWNyZXQ=".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!authorized || request.find("code").orElse("").equals("used")) {
            send(exchange, 400, TestKey.json(Map.of("error", "invalid_grant", "error_description", "<no>")));
            return;
        }
        var now = Instant.now().getEpochSecond();
        var all = new HashMap<String, Object>(Map.of(
                "iss", issuer(), "sub", "alice", "aud", "shop", "iat", now, "exp", now + 60, "name", "<b>Alice</b>"));
        all.putAll(claims);
        send(
                exchange,
                200,
                TestKey.json(Map.of(
                        "id_token",
                        key.sign(all),
                        "access_token",
                        "access" + tokenRequests.size(),
                        "refresh_token",
                        "refresh" + tokenRequests.size(),
                        "token_type",
                        "bearer",
                        "expires_in",
                        60)));
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        var known = exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer access");
        send(exchange, known ? 200 : 401, TestKey.json(Map.of("sub", userinfoSubject, "locale", "en-NZ")));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }
}
