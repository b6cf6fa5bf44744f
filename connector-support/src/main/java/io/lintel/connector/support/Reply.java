package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an upstream answered, whole and in bounds.
public final class Reply {

    private final Call call;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Reply(Call call, int status, HttpHeaders headers, byte[] body) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /// What was asked at last, after redirects.
    public URI uri() {
        return call.uri();
    }

    public int status() {
        return status;
    }

    /// The value of a header that comes once; empty also if it comes several times.
    public Optional<String> findHeader(String name) {
        var values = headers.allValues(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    public List<String> headers(String name) {
        return headers.allValues(name);
    }

    public Map<String, List<String>> headers() {
        return headers.map();
    }

    public byte[] body() {
        return body.clone();
    }

    /// @throws ConnectorException invalid response if the body is no JSON, or nested too deeply
    public Json json() {
        return Json.read(body, toString());
    }

    /// The media type in lower case without its parameters, or nothing.
    public String mediaType() {
        var type = findHeader("Content-Type").orElse("");
        var semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// The call and the status, for messages.
    @Override
    public String toString() {
        return call + ": " + status;
    }
}
