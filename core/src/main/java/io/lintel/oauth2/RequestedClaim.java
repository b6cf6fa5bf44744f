package io.lintel.oauth2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one claim was asked for (OpenID Connect Core, section 5.5.1).
///
/// @param essential whether the client cannot do without; for all claims but `acr` that changes nothing
/// @param values the only values the client takes, in the order it prefers them; none for any
public record RequestedClaim(boolean essential, List<Object> values) {

    /// Wanted, with whatever value it has.
    public static final RequestedClaim VOLUNTARY = new RequestedClaim(false, List.of());

    private static final int MOST_VALUES = 20;

    public RequestedClaim {
        values = List.copyOf(values);
    }

    /// Whether the client takes that value.
    public boolean accepts(@Nullable Object value) {
        return values.isEmpty() || (value != null && values.contains(value));
    }

    /// @throws IllegalArgumentException if it is not what the specification describes
    static RequestedClaim read(@Nullable Object written) {
        return switch (written) {
            case null -> VOLUNTARY;
            case Map<?, ?> members -> new RequestedClaim(essential(members), values(members));
            default -> throw new IllegalArgumentException("a claim is neither null nor an object");
        };
    }

    /// As [#read] reads it; null for one that is voluntary.
    @Nullable
    Object written() {
        if (equals(VOLUNTARY)) {
            return null;
        }
        return values.isEmpty() ? Map.of("essential", essential) : withValues();
    }

    private Object withValues() {
        return essential ? Map.of("essential", true, "values", values) : Map.of("values", values);
    }

    private static boolean essential(Map<?, ?> members) {
        return switch (members.get("essential")) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw new IllegalArgumentException("essential is neither true nor false");
        };
    }

    private static List<Object> values(Map<?, ?> members) {
        var values = new ArrayList<>();
        if (members.containsKey("value")) {
            values.add(scalar(members.get("value")));
        }
        if (members.containsKey("values")) {
            if (!(members.get("values") instanceof List<?> list) || list.isEmpty() || list.size() > MOST_VALUES) {
                throw new IllegalArgumentException("values is not a list of 1 to " + MOST_VALUES + " values");
            }
            list.forEach(value -> values.add(scalar(value)));
        }
        return values;
    }

    private static Object scalar(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number;
            case Boolean truth -> truth;
            case null, default -> throw new IllegalArgumentException("a value is no text, whole number or truth value");
        };
    }
}
