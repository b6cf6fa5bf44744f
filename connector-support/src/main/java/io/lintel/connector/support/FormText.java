package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The form `application/x-www-form-urlencoded`, as a body and as a query.
final class FormText {

    private FormText() {}

    static String of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(joining("&"));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /// @throws IllegalArgumentException if a percent sign has no two digits behind it, or a name comes twice
    static Map<String, String> parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
            var value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
            if (fields.put(name, value) != null) {
                throw new IllegalArgumentException("a name comes twice");
            }
        }
        return fields;
    }
}
