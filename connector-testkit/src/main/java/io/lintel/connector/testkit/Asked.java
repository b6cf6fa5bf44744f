package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A request that came to a [LoopbackUpstream].
///
/// @param headers by lower-case name; of several the last
public record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    public Asked {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// The fields of a form.
    public Map<String, String> form() {
        return fields(body);
    }

    static Asked read(InputStream in) throws IOException {
        var first = line(in).split(" ", -1);
        if (first.length != 3) {
            throw new EOFException("no request");
        }
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), UTF_8);
        var question = first[1].indexOf('?');
        var path = question < 0 ? first[1] : first[1].substring(0, question);
        return new Asked(
                first[0], path, question < 0 ? Map.of() : fields(first[1].substring(question + 1)), headers, body);
    }

    /// @return without its end; empty at the end of the stream
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            var equals = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return fields;
    }
}
