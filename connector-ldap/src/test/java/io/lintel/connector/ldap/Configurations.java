package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes configurations from keys as an operator writes them, with the defaults the records declare.
final class Configurations {
    /// A value that takes a key away.
    static final Object ABSENT = new Object();

    private Configurations() {}

    static LdapConfiguration of(Map<String, ?> keys) {
        return bind(LdapConfiguration.class, keys);
    }

    /// The keys with some replaced, added or [#ABSENT]. A key with a dot names one of a block.
    @SafeVarargs
    static Map<String, Object> with(Map<String, ?> keys, Map.Entry<String, ?>... changes) {
        var changed = new LinkedHashMap<String, Object>(keys);
        for (var change : changes) {
            var dot = change.getKey().indexOf('.');
            if (dot < 0) {
                set(changed, change.getKey(), change.getValue());
            } else {
                var block = change.getKey().substring(0, dot);
                var inner = new LinkedHashMap<String, Object>(block(changed.getOrDefault(block, Map.of())));
                set(inner, change.getKey().substring(dot + 1), change.getValue());
                changed.put(block, inner);
            }
        }
        return changed;
    }

    private static void set(Map<String, Object> keys, String key, Object value) {
        if (value == ABSENT) {
            keys.remove(key);
        } else {
            keys.put(key, value);
        }
    }

    static <T> T bind(Class<T> type, Map<String, ?> keys) {
        var introspection = BeanIntrospection.getIntrospection(type);
        var unread = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        unread.putAll(keys);
        var arguments = new ArrayList<@Nullable Object>();
        for (var argument : introspection.getConstructorArguments()) {
            var given = unread.remove(argument.getName());
            arguments.add(given == null ? defaultOf(argument) : value(argument, given));
        }
        assertThat(unread).as("keys unknown to %s", type.getSimpleName()).isEmpty();
        return introspection.instantiate(false, arguments.toArray());
    }

    /// The keys of a record with their defaults, `-` for none.
    static Map<String, String> keys(Class<?> type) {
        var keys = new LinkedHashMap<String, String>();
        for (var argument : BeanIntrospection.getIntrospection(type).getConstructorArguments()) {
            keys.put(argument.getName(), defaultText(argument.getAnnotationMetadata(), "-"));
        }
        return keys;
    }

    private static @Nullable Object defaultOf(Argument<?> argument) {
        var text = defaultText(argument.getAnnotationMetadata(), "");
        return text.isEmpty() ? null : value(argument, text);
    }

    private static String defaultText(AnnotationMetadata annotations, String none) {
        return annotations.stringValue(Bindable.class, "defaultValue").orElse(none);
    }

    private static Object value(Argument<?> argument, Object given) {
        var type = argument.getType();
        if (type == String.class) {
            return given;
        }
        if (type == Secret.class) {
            return Secret.of((String) given);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(given.toString());
        }
        if (type == int.class) {
            return Integer.valueOf(given.toString());
        }
        if (type == Duration.class) {
            return Duration.parse(given.toString());
        }
        if (type == List.class) {
            var element = argument.getTypeParameters()[0];
            return ((List<?>) given).stream().map(each -> value(element, each)).toList();
        }
        return bind(type, block(given));
    }

    private static Map<String, Object> block(Object given) {
        var block = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) given).forEach((key, value) -> block.put((String) key, value));
        return block;
    }
}
