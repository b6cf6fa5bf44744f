package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// A browser without a screen: it keeps cookies, follows redirects and sends forms.
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    WebPage open(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /// Fills in and sends the form that has an element of this id, by that element if it is a button.
    ///
    /// @param typed what is typed into fields, by their names
    WebPage submit(WebPage page, String id, Map<String, String> typed) {
        var form = page.requireForm(id);
        var fields = form.filledIn(id, typed).entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        if (!form.posts()) {
            return open(URI.create(form.action() + (form.action().getRawQuery() == null ? "?" : "&") + fields));
        }
        return send(HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", page.origin())
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private WebPage send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new WebPage(response.uri(), response.statusCode(), response.body());
        } catch (IOException e) {
            throw new LaunchException("No answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
