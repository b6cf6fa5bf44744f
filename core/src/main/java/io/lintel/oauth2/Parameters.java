package io.lintel.oauth2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The parameters of a request, each name once: a repeated parameter is refused (RFC 6749, section 3.1), one
/// without a value counts as absent.
public final class Parameters {

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /// @throws OAuth2Exception `invalid_request` if a name has more than one value
    public static Parameters of(Map<String, List<String>> given) {
        var repeated = repeated(given);
        if (!repeated.isEmpty()) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "A parameter must not be repeated.",
                    "repeated parameters: " + String.join(", ", repeated));
        }
        return first(given);
    }

    /// Parameters that have one value each.
    public static Parameters of(SequencedMap<String, String> values) {
        var given = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) -> given.put(name, List.of(value)));
        return first(given);
    }

    /// The first value of each name, for the one question that comes before refusing: whom to tell.
    public static Parameters first(Map<String, List<String>> given) {
        var values = new LinkedHashMap<String, String>();
        given.forEach((name, all) -> {
            if (!all.isEmpty() && !all.getFirst().isEmpty()) {
                values.put(name, all.getFirst());
            }
        });
        return new Parameters(values);
    }

    /// The names that were given more than once.
    public static Set<String> repeated(Map<String, List<String>> given) {
        return given.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// @throws OAuth2Exception `invalid_request` if there is none
    public String require(String name) {
        return find(name)
                .orElseThrow(
                        () -> OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The parameter " + name + " is missing."));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Map<String, String> asMap() {
        return Map.copyOf(values);
    }

    /// Names alone: values may be secrets.
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
