package io.lintel.connector.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// An upstream on the loopback interface, for tests and for trying the connector out. It needs nothing but a JDK:
/// `java PortalUpstream.java PORT KEY`.
final class PortalUpstream implements AutoCloseable {
    private static final String ADA = """
            {"id": "1001", "name": "Ada Lovelace", "groups": ["admins", "authors"]}
            """;

    private final HttpServer server;
    private final String key;
    private final Map<String, String> challenges = new ConcurrentHashMap<>();

    private PortalUpstream(HttpServer server, String key) {
        this.server = server;
        this.key = key;
    }

    public static void main(String[] arguments) throws IOException {
        var upstream = start(Integer.parseInt(arguments[0]), arguments[1]);
        System.out.println("Listening at " + upstream.url());
    }

    /// @param port 0 for any that is free
    static PortalUpstream start(int port, String key) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var upstream = new PortalUpstream(server, key);
        server.createContext("/login", upstream::login);
        server.createContext("/redeem", upstream::redeem);
        server.start();
        return upstream;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The address a browser is sent back to by whoever presses the button.
    String pressed(Map<String, String> login) {
        var code = UUID.randomUUID().toString();
        challenges.put(code, login.get("challenge"));
        return login.get("return_to") + "?code=" + code + "&state=" + URLEncoder.encode(login.get("state"), UTF_8);
    }

    static Map<String, String> parameters(String form) {
        var parameters = new HashMap<String, String>();
        for (var parameter : form.split("&", -1)) {
            var parts = parameter.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void login(HttpExchange exchange) throws IOException {
        var login = parameters(exchange.getRequestURI().getRawQuery());
        var page = "<!doctype html><title>Portal</title><p><a id=\"log-in\" href=\"%s\">Log in as Ada Lovelace</a>"
                .formatted(pressed(login)
                        .replace("&", "&amp;")
                        .replace("\"", "&quot;")
                        .replace("<", "&lt;"));
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(exchange, 200, page);
    }

    private void redeem(HttpExchange exchange) throws IOException {
        if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        var form = parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var challenge = challenges.remove(form.getOrDefault("code", ""));
        var proven = challenge != null && challenge.equals(hash(form.getOrDefault("verifier", "")));
        answer(exchange, proven ? 200 : 400, proven ? ADA : "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String hash(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
