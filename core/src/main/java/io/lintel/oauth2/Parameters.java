package io.lintel.oauth2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The parameters of a request, each name once: a repeated parameter is refused (RFC 6749, section 3.1) unless a
/// standard says that it may be repeated, one without a value counts as absent.
public final class Parameters {

    /// RFC 8707, section 2.
    private static final Set<String> REPEATABLE = Set.of("resource");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
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
        return new Parameters(present(given));
    }

    /// What [#asMap()] wrote.
    public static Parameters of(SequencedMap<String, String> values) {
        var given = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) ->
                given.put(name, REPEATABLE.contains(name) ? List.of(value.split(" ", -1)) : List.of(value)));
        return new Parameters(present(given));
    }

    /// The first value of each name, for the one question that comes before refusing: whom to tell.
    public static Parameters first(Map<String, List<String>> given) {
        var values = new LinkedHashMap<String, List<String>>();
        given.forEach((name, all) -> {
            if (!all.isEmpty() && !all.getFirst().isEmpty()) {
                values.put(name, List.of(all.getFirst()));
            }
        });
        return new Parameters(values);
    }

    private static Map<String, List<String>> present(Map<String, List<String>> given) {
        var values = new LinkedHashMap<String, List<String>>();
        given.forEach((name, all) -> {
            var present = all.stream().filter(value -> !value.isEmpty()).toList();
            if (!present.isEmpty()) {
                values.put(name, present);
            }
        });
        return values;
    }

    /// The names that were given more than once and must not be.
    public static Set<String> repeated(Map<String, List<String>> given) {
        return given.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1 && !REPEATABLE.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    /// All values of a name, in order.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
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

    /// One text for each, to be kept. Of what may be repeated it holds all, with spaces in between: they are URIs, and
    /// one that has a space is none of those we know.
    public Map<String, String> asMap() {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> REPEATABLE.contains(entry.getKey())
                                ? String.join(
                                        " ",
                                        entry.getValue().stream()
                                                .map(value -> value.replace(" ", "%20"))
                                                .toList())
                                : entry.getValue().getFirst()));
    }

    /// Names alone: values may be secrets.
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
