package io.lintel.tools.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A browser without a screen: it keeps cookies, follows redirects and sends forms.
///
/// The JDK's own cookie store is not used, since it takes cookies with `Max-Age` for those of RFC 2965 and
/// quotes them.
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAXIMUM_REDIRECTS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    WebPage open(URI address) {
        return send(HttpRequest.newBuilder(address).GET(), 0);
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
        return send(
                HttpRequest.newBuilder(form.action())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", page.origin())
                        .POST(HttpRequest.BodyPublishers.ofString(fields)),
                0);
    }

    private WebPage send(HttpRequest.Builder builder, int redirects) {
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie", cookies.entrySet().stream().map(Object::toString).collect(joining("; ")));
        }
        var request = builder.timeout(PATIENCE).build();
        var response = answer(request);
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        var location = response.headers().firstValue("Location");
        if (response.statusCode() / 100 == 3 && location.isPresent() && redirects < MAXIMUM_REDIRECTS) {
            return send(HttpRequest.newBuilder(request.uri().resolve(location.get())), redirects + 1);
        }
        return new WebPage(request.uri(), response.statusCode(), response.body());
    }

    /// All addresses here have one host, and so all cookies go everywhere; ports do not tell cookies apart (RFC
    /// 6265).
    private void keep(String setCookie) {
        var parts = setCookie.split(";\\s*");
        var equals = parts[0].indexOf('=');
        var name = parts[0].substring(0, equals);
        if (Arrays.asList(parts).contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, parts[0].substring(equals + 1));
        }
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LaunchException("No answer from " + request.uri() + ": " + e, e);
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
