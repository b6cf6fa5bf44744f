package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Serves given pages, and our assets, with the header fields they have in the product. What is posted is kept.
final class PageServer implements AutoCloseable {

    /// A form as it arrived.
    record Posted(String path, Map<String, String> fields, Headers headers) {}

    private final HttpServer http;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> drawings = new ConcurrentHashMap<>();
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private volatile SecurityHeaders headers = SecurityHeaders.of(Branding.plain(), Map.of());
    private volatile String target = "/done";
    private volatile Assets assets = Assets.load(Branding.plain());

    PageServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        http.createContext("/", this::answer);
        http.start();
    }

    void brand(Branding branding) {
        headers = SecurityHeaders.of(branding, Map.of());
        assets = Assets.load(branding);
    }

    void withoutHeaders() {
        headers = new SecurityHeaders(Map.of());
    }

    /// Where a posted form is answered with a redirect to.
    void redirectTo(String location) {
        target = location;
    }

    void show(String path, Page page) {
        pages.put(path, page);
    }

    /// Has a picture made of SVG.
    void show(String path, byte[] svg) {
        drawings.put(path, svg);
    }

    URI at(String path) {
        return URI.create("http://localhost:" + http.getAddress().getPort() + path);
    }

    /// The next form somebody posted.
    Posted awaitPost() {
        try {
            var form = posted.poll(30, TimeUnit.SECONDS);
            if (form == null) {
                throw new AssertionError("Nothing was posted within thirty seconds");
            }
            return form;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    boolean gotNothingMore() {
        return posted.isEmpty();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            headers.fields().forEach(exchange.getResponseHeaders()::set);
            var path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                posted.add(new Posted(exchange.getRequestURI().toString(), fields(body), exchange.getRequestHeaders()));
                exchange.getResponseHeaders().set("Location", target);
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            var asset = assets.find(path.substring(1)).orElse(null);
            if (asset != null) {
                send(exchange, 200, asset.contentType(), asset.bytes());
                return;
            }
            var drawing = drawings.get(path);
            if (drawing != null) {
                send(exchange, 200, "image/svg+xml", drawing);
                return;
            }
            var page = pages.getOrDefault(path, new Page(404, "<!DOCTYPE html><html lang=en><title>none</title>"));
            send(exchange, page.status(), Page.CONTENT_TYPE, page.html().getBytes(UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        for (var field : form.split("&", -1)) {
            var equals = field.indexOf('=');
            fields.put(
                    URLDecoder.decode(field.substring(0, equals), UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), UTF_8));
        }
        return fields;
    }
}
