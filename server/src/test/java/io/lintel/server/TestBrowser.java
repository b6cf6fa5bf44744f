package io.lintel.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/// A user agent with cookies and without a screen: asks, follows redirects within the server, fills in forms.
public final class TestBrowser implements AutoCloseable {

    /// By name. All are sent everywhere: the browser of one test knows one server.
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    public HttpResponse<String> post(URI uri, Map<String, String> form) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form))));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString(UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void keep(String field) {
        var pair = field.substring(0, field.indexOf(';'));
        var name = pair.substring(0, pair.indexOf('='));
        if (field.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }

    /// Follows redirects while they stay at the host and port of the first response, and answers the last
    /// response: a page, or a redirect to a client.
    public HttpResponse<String> follow(HttpResponse<String> first) {
        var response = first;
        for (var hops = 0; hops < 10; hops++) {
            if (response.headers().firstValue("Location").isEmpty()) {
                break;
            }
            var next = location(response);
            if (!next.getAuthority().equals(first.uri().getAuthority())) {
                break;
            }
            response = get(next);
        }
        return response;
    }

    /// Sends the first form of a page, filled in.
    ///
    /// @param filled beside, or instead of, what the form holds already
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> filled) {
        var document = Jsoup.parse(page.body(), page.uri().toString());
        var form = document.selectFirst("form");
        if (form == null) {
            throw new AssertionError("there is no form in the answer " + page.statusCode() + ": " + page.body());
        }
        var fields = new LinkedHashMap<String, String>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.putAll(filled);
        return post(
                URI.create(form.absUrl("action").isEmpty() ? page.uri().toString() : form.absUrl("action")), fields);
    }

    /// Where a redirect leads.
    public static URI location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> response.uri().resolve(location))
                .orElseThrow(() ->
                        new AssertionError("not a redirect but " + response.statusCode() + ": " + response.body()));
    }

    /// The parameters of the query of a redirect.
    public static Map<String, String> answer(HttpResponse<?> redirect) {
        var location = location(redirect);
        if (location.getRawQuery() == null) {
            throw new AssertionError("a redirect without parameters: " + location);
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var parameter : location.getRawQuery().split("&", -1)) {
            var equals = parameter.indexOf('=');
            parameters.put(
                    URLDecoder.decode(parameter.substring(0, equals), UTF_8),
                    URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
        }
        return parameters;
    }

    /// The cookies it has, by name. What is put in is sent.
    public Map<String, String> cookies() {
        return cookies;
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }
}
