package io.lintel.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// The application's web pages.
///
/// A browser is known by a random cookie; everything about it is forgotten when the application stops.
public final class ExampleApp implements AutoCloseable {

    private static final String COOKIE = "lintel-example";
    private static final int MAXIMUM_FORM = 8 * 1024;
    private static final String SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Provider provider;
    private final SignIns signIns;
    private final String callbackPath;
    private final RandomText random = new RandomText();
    private final Bounded<SignedIn> signedIn = new Bounded<>();
    private final Page page;

    private ExampleApp(HttpServer http, URI issuer, Client client) {
        this.http = http;
        this.provider = new Provider(issuer, client);
        this.signIns = new SignIns(issuer, client, provider, Clock.systemUTC());
        this.callbackPath = client.redirectUri().getPath();
        this.page = new Page(issuer.toString(), client.id());
    }

    /// Starts answering. The provider need not be there yet.
    ///
    /// @throws IOException if the address cannot be listened on
    public static ExampleApp start(URI issuer, Client client, InetSocketAddress listen) throws IOException {
        var http = HttpServer.create(listen, 0);
        var app = new ExampleApp(http, issuer, client);
        http.setExecutor(app.threads);
        http.createContext("/", app::answer);
        http.start();
        return app;
    }

    /// Where it listens; tells the port if any free one was asked for.
    public InetSocketAddress address() {
        return http.getAddress();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        provider.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var browser = browser(exchange);
            try {
                route(exchange, browser);
            } catch (SignInException problem) {
                html(exchange, 400, page.problem(String.valueOf(problem.getMessage()), signedIn.find(browser)));
            }
        }
    }

    private void route(HttpExchange exchange, String browser) throws IOException {
        var path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod() + " " + (path.equals(callbackPath) ? "callback" : path)) {
            case "GET /" -> html(exchange, 200, page.home(signedIn.find(browser)));
            case "GET /style.css" -> style(exchange);
            case "GET callback" -> {
                signedIn.put(browser, signIns.finish(browser, Form.parse(query(exchange))));
                redirect(exchange, "/");
            }
            case "POST /sign-in" -> {
                var scopes = form(exchange).all("scope");
                redirect(exchange, signIns.begin(browser, scopes).toString());
            }
            case "POST /refresh" -> change(exchange, browser, signIns::refresh);
            case "POST /userinfo" -> change(exchange, browser, signIns::userinfo);
            case "POST /forget" -> {
                form(exchange);
                signedIn.take(browser);
                redirect(exchange, "/");
            }
            default -> html(exchange, 404, page.problem("There is no such page.", signedIn.find(browser)));
        }
    }

    private void change(HttpExchange exchange, String browser, UnaryOperator<SignedIn> change) throws IOException {
        form(exchange);
        var current = signedIn.find(browser).orElseThrow(() -> new SignInException("Nobody is signed in."));
        signedIn.put(browser, change.apply(current));
        redirect(exchange, "/");
    }

    /// What was posted. Only this application's own pages may post.
    private static Form form(HttpExchange exchange) throws IOException {
        var site = exchange.getRequestHeaders().getOrDefault("Sec-Fetch-Site", List.of("same-origin"));
        if (!site.equals(List.of("same-origin"))) {
            throw new SignInException("The form was sent by another site.");
        }
        var body = exchange.getRequestBody().readNBytes(MAXIMUM_FORM + 1);
        if (body.length > MAXIMUM_FORM) {
            throw new SignInException("The form is too long.");
        }
        return Form.parse(new String(body, UTF_8));
    }

    private static String query(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    }

    /// The cookie of the browser, a new one if it has none.
    private String browser(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split(";\\s*")).stream())
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst()
                .orElseGet(() -> {
                    var fresh = random.next();
                    exchange.getResponseHeaders()
                            .add("Set-Cookie", COOKIE + "=" + fresh + "; Path=/; HttpOnly; SameSite=Lax");
                    return fresh;
                });
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void html(HttpExchange exchange, int status, String html) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", SECURITY_POLICY);
        send(exchange, status, "text/html; charset=utf-8", html.getBytes(UTF_8));
    }

    private static void style(HttpExchange exchange) throws IOException {
        try (var style = ExampleApp.class.getResourceAsStream("style.css")) {
            if (style == null) {
                throw new IllegalStateException("style.css is missing from the application's jar.");
            }
            send(exchange, 200, "text/css; charset=utf-8", style.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
