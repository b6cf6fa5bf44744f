package io.lintel.connector;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a browser brought back from the upstream provider: parameters and headers, never a framework's request.
///
/// @param uri the address the browser came to, without its query
/// @param parameters of the query or the form, each name once: a repeated parameter was refused before
/// @param headers by lower-case name
/// @param query as it was sent, for whoever must check a signature over it; empty if there was none
public record CallbackRequest(
        URI uri, Map<String, String> parameters, Map<String, List<String>> headers, String query) {

    public CallbackRequest {
        parameters = Map.copyOf(parameters);
        var lowerCase = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lowerCase);
    }

    /// A callback without a query.
    public CallbackRequest(URI uri, Map<String, String> parameters, Map<String, List<String>> headers) {
        this(uri, parameters, headers, "");
    }

    /// A callback without headers.
    public CallbackRequest(URI uri, Map<String, String> parameters) {
        this(uri, parameters, Map.of());
    }

    public Optional<String> findParameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public List<String> headerValues(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
