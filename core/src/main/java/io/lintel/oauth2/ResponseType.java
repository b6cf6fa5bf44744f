package io.lintel.oauth2;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// One word of a `response_type` (OAuth 2.0 Multiple Response Type Encoding Practices).
public enum ResponseType {
    CODE("code"),
    TOKEN("token"),
    ID_TOKEN("id_token");

    private final String value;

    ResponseType(String value) {
        this.value = value;
    }

    public static Optional<ResponseType> find(String value) {
        return Arrays.stream(values()).filter(type -> type.value.equals(value)).findFirst();
    }

    /// The combination that a `response_type` names, in whatever order.
    public static Optional<Set<ResponseType>> parse(String text) {
        var types = EnumSet.noneOf(ResponseType.class);
        for (var word : text.split(" ", -1)) {
            var type = find(word);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return Optional.of(types);
    }

    /// Whether tokens come from the authorization endpoint, and not a code alone.
    public static boolean needTokens(Set<ResponseType> types) {
        return types.contains(TOKEN) || types.contains(ID_TOKEN);
    }

    public String value() {
        return value;
    }
}
