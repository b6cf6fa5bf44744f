package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request to an upstream.
public final class Call {

    private static final String AGENT = "Lintel";

    private final URI uri;
    private final Map<String, String> headers;
    private final @Nullable String body;
    private final boolean mayBeRedirected;

    private Call(URI uri, Map<String, String> headers, @Nullable String body, boolean mayBeRedirected) {
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.mayBeRedirected = mayBeRedirected;
    }

    /// A GET that wants JSON.
    public static Call get(URI uri) {
        return new Call(uri, Map.of("Accept", "application/json"), null, true);
    }

    /// A POST of a form that wants JSON.
    public static Call post(URI uri, Map<String, String> fields) {
        var headers = Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        return new Call(uri, headers, FormText.of(fields), false);
    }

    /// A POST of a JSON object of strings that wants JSON.
    public static Call postJson(URI uri, Map<String, String> members) {
        var headers = Map.of("Accept", "application/json", "Content-Type", "application/json");
        return new Call(uri, headers, Json.write(members), false);
    }

    /// The same with a header more, or with another value of one.
    public Call with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(uri, more, body, mayBeRedirected);
    }

    /// The same, whose answer counts only if it comes from the very address.
    public Call withoutRedirects() {
        return new Call(uri, headers, body, false);
    }

    Call to(URI other) {
        return new Call(other, headers, body, mayBeRedirected);
    }

    URI uri() {
        return uri;
    }

    /// Whether it may be sent again, to where the answer says: not if that could change something.
    boolean mayBeRedirected() {
        return mayBeRedirected;
    }

    HttpRequest request() {
        var request = HttpRequest.newBuilder(uri).header("User-Agent", AGENT);
        headers.forEach(request::header);
        return (body == null ? request.GET() : request.POST(BodyPublishers.ofString(body, UTF_8))).build();
    }

    /// What is asked of whom, without query and headers.
    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + Origin.withoutQuery(uri);
    }
}
