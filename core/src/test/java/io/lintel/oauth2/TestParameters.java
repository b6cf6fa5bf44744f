package io.lintel.oauth2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parameters of a request, by name and value in turn.
public final class TestParameters {

    private TestParameters() {}

    public static Parameters of(String... namesAndValues) {
        return of(Map.of(), namesAndValues);
    }

    /// These and others, which win.
    public static Parameters of(Map<String, String> these, String... namesAndValues) {
        var given = new LinkedHashMap<String, List<String>>();
        these.forEach((name, value) -> given.put(name, List.of(value)));
        for (var i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return Parameters.of(given);
    }
}
