package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Map;

/// An answer as HTTP wants it.
final class WholeAnswer implements Answer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    WholeAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    @Override
    public boolean keepsTheLine() {
        return true;
    }

    @Override
    public void to(Line line) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        // These two have no body, and say so by their status alone (RFC 9110, section 8.6).
        if (status != 204 && status != 304) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        line.out().write(head.append("\r\n").toString().getBytes(US_ASCII));
        line.out().write(body);
    }
}
