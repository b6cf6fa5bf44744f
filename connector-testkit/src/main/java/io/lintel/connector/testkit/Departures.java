package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.CallbackBinding;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/// What a test reads in a departure, and does to a callback.
public final class Departures {
    private Departures() {}

    /// Where the browser goes.
    public static URI target(Departure departure) {
        return switch (departure) {
            case Departure.Redirect redirect -> redirect.location();
            case Departure.FormPost form -> form.action();
        };
    }

    /// The values a parameter of the query or a field of the form has, decoded.
    public static List<String> values(Departure departure, String name) {
        return switch (departure) {
            case Departure.Redirect redirect -> queryValues(redirect.location(), name);
            case Departure.FormPost form ->
                Stream.ofNullable(form.fields().get(name)).toList();
        };
    }

    /// The same callback with another value of one parameter.
    public static CallbackRequest with(CallbackRequest callback, String name, String value) {
        var parameters = new HashMap<>(callback.parameters());
        parameters.put(name, value);
        return new CallbackRequest(callback.uri(), parameters, callback.headers());
    }

    /// The same callback without one parameter.
    public static CallbackRequest without(CallbackRequest callback, String name) {
        var parameters = new HashMap<>(callback.parameters());
        parameters.remove(name);
        return new CallbackRequest(callback.uri(), parameters, callback.headers());
    }

    static List<String> loginIds(CallbackBinding binding, Departure departure) {
        return switch (binding) {
            case QUERY -> values(departure, "state");
            case FORM_POST -> values(departure, "RelayState");
        };
    }

    private static List<String> queryValues(URI location, String name) {
        return Stream.ofNullable(location.getRawQuery())
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(parameter -> parameter.split("=", 2))
                .filter(parts -> URLDecoder.decode(parts[0], UTF_8).equals(name))
                .map(parts -> parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8))
                .toList();
    }
}
