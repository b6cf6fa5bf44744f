package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes configurations from keys as an operator writes them, with the defaults the record declares.
final class Configurations {

    /// What is always needed. The names are those of [Message#honest].
    static final Map<String, Object> LEAST = Map.of(
            "entityIssuer", "https://login.example.org/saml",
            "ssoIssuer", "https://idp.example.org/metadata",
            "ssoURL", "https://idp.example.org/sso",
            "ca", TestKey.PROVIDER.certificateFile().toString(),
            "redirectURI", "https://login.example.org/callback",
            "usernameAttr", "name",
            "emailAttr", "mail",
            "groupsAttr", "groups");

    private Configurations() {}

    /// [#LEAST] with some keys replaced or added; an empty text takes one away.
    @SafeVarargs
    static SamlConfiguration with(Map.Entry<String, ?>... changes) {
        var keys = new LinkedHashMap<String, Object>(LEAST);
        for (var change : changes) {
            keys.put(change.getKey(), change.getValue());
        }
        keys.values().removeIf(""::equals);
        return bind(SamlConfiguration.class, keys);
    }

    private static <T> T bind(Class<T> type, Map<?, ?> keys) {
        var introspection = BeanIntrospection.getIntrospection(type);
        var unread = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        keys.forEach((key, value) -> unread.put((String) key, value));
        var arguments = new ArrayList<@Nullable Object>();
        for (var argument : introspection.getConstructorArguments()) {
            var given = unread.remove(argument.getName());
            arguments.add(given == null ? missing(argument) : value(argument, given));
        }
        assertThat(unread).as("keys unknown to %s", type.getSimpleName()).isEmpty();
        return introspection.instantiate(false, arguments.toArray());
    }

    private static @Nullable Object missing(Argument<?> argument) {
        var text = argument.getAnnotationMetadata()
                .stringValue(Bindable.class, "defaultValue")
                .orElse("");
        if (!text.isEmpty()) {
            return value(argument, text);
        }
        return argument.getType() == List.class ? List.of() : null;
    }

    private static Object value(Argument<?> argument, Object given) {
        var type = argument.getType();
        if (type == String.class) {
            return given;
        }
        if (type == boolean.class) {
            return Boolean.valueOf(given.toString());
        }
        if (type == URI.class) {
            return URI.create(given.toString());
        }
        if (type == Duration.class) {
            return Duration.parse(given.toString());
        }
        if (type == Binding.class) {
            return Binding.valueOf(given.toString().toUpperCase(Locale.ROOT));
        }
        if (type == SamlConfiguration.Comparison.class) {
            return SamlConfiguration.Comparison.valueOf(given.toString().toUpperCase(Locale.ROOT));
        }
        if (type == List.class) {
            var element = argument.getTypeParameters()[0];
            return ((List<?>) given).stream().map(each -> value(element, each)).toList();
        }
        return bind(type, (Map<?, ?>) given);
    }
}
