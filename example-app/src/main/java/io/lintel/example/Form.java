package io.lintel.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a query or a posted form (`application/x-www-form-urlencoded`).
record Form(Map<String, List<String>> parameters) {

    Form {
        parameters = Map.copyOf(parameters);
    }

    /// @throws SignInException if the text is not properly encoded
    static Form parse(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new Form(parameters);
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(joining("&"));
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /// @throws SignInException if the parameter is there more than once
    Optional<String> find(String name) {
        var values = all(name);
        if (values.size() > 1) {
            throw new SignInException("The parameter " + name + " is there more than once.");
        }
        return values.stream().findFirst();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SignInException("The request is not properly encoded.", e);
        }
    }
}
