package io.lintel.server.logout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A client on the loopback interface that is told of logouts, and answers as it is told to.
public final class LogoutReceiver implements AutoCloseable {

    /// A request that came.
    public record Told(String path, String query, String contentType, Map<String, String> form) {

        public String logoutToken() {
            return form.getOrDefault("logout_token", "");
        }
    }

    /// Writes an answer.
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer http;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Answering> answers = new ConcurrentLinkedQueue<>();

    public LogoutReceiver() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    /// The next answers, in this order; 200 when there are no more.
    public void answerWith(Answering... next) {
        answers.addAll(List.of(next));
    }

    public static Answering status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /// Every address is a page that says where it is.
    private static void page(HttpExchange exchange) throws IOException {
        var body = "<!DOCTYPE html><html lang=en><title>app</title><p id=arrived>"
                .concat(exchange.getRequestURI().getPath())
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /// What comes next.
    public Told await() {
        try {
            var next = told.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody was told of a logout within thirty seconds");
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// What comes next to that path.
    public Told await(String path) {
        var next = await();
        while (!next.path().equals(path)) {
            next = await();
        }
        return next;
    }

    public boolean gotNothingMore() {
        return told.isEmpty();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            told.add(new Told(
                    uri.getPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    form(body)));
            var answer = answers.poll();
            Answering given = answer == null ? LogoutReceiver::page : answer;
            given.answer(exchange);
        }
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&", -1))
                .filter(field -> field.contains("="))
                .collect(Collectors.toMap(
                        field -> field.substring(0, field.indexOf('=')),
                        field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8)));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
