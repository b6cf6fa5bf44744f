package io.lintel.signing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The claims of a JWT in the order they are written: strings, whole numbers, truth values, and lists and
/// objects of these.
///
/// A claim of another type than expected is as good as none: the accessors answer empty, and whoever needs the
/// claim refuses.
public final class JwtClaims {

    private final SequencedMap<String, Object> claims;

    private JwtClaims(SequencedMap<String, Object> claims) {
        this.claims = claims;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// All claims, unmodifiable: [String], [Long], [Boolean], [List] and [SequencedMap].
    public SequencedMap<String, Object> asMap() {
        return claims;
    }

    public Optional<String> findString(String name) {
        return Optional.ofNullable(claims.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    public Optional<Boolean> findBoolean(String name) {
        return Optional.ofNullable(claims.get(name))
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    /// A claim that is a NumericDate (RFC 7519, section 2).
    public Optional<Instant> findInstant(String name) {
        if (claims.get(name) instanceof Long seconds) {
            try {
                return Optional.of(Instant.ofEpochSecond(seconds));
            } catch (DateTimeException beyondTime) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The members of a claim that is a list of strings; of none if it is anything else.
    public List<String> strings(String name) {
        if (!(claims.get(name) instanceof List<?> list)) {
            return List.of();
        }
        var strings = list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        return strings.size() == list.size() ? strings : List.of();
    }

    /// The claim `aud`, be it one string or a list (RFC 7519, section 4.1.3).
    public List<String> audience() {
        return findString("aud").map(List::of).orElseGet(() -> strings("aud"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JwtClaims that && claims.equals(that.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    /// The names alone: the values say who somebody is.
    @Override
    public String toString() {
        return "JwtClaims" + claims.keySet();
    }

    /// Collects claims in the order they are added.
    public static final class Builder {

        private final LinkedHashMap<String, Object> claims = new LinkedHashMap<>();

        private Builder() {}

        /// @throws IllegalArgumentException if the claim is there already, or the value (or one inside it) is
        ///     of a kind that JSON does not have
        /// @throws NullPointerException if the value, or one inside it, is null
        public Builder add(String name, Object value) {
            if (claims.putIfAbsent(Objects.requireNonNull(name, "name"), copy(name, value)) != null) {
                throw new IllegalArgumentException("The claim " + name + " is added twice.");
            }
            return this;
        }

        /// Adds nothing for null or an empty string.
        public Builder addIfPresent(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : add(name, value);
        }

        /// As NumericDate, in whole seconds (RFC 7519, section 2).
        public Builder add(String name, Instant time) {
            return add(name, (Object) time.getEpochSecond());
        }

        /// The claim `aud`: one audience as a string, several as a list.
        public Builder audience(List<String> audience) {
            return add("aud", audience.size() == 1 ? audience.getFirst() : audience);
        }

        public JwtClaims build() {
            return new JwtClaims(Collections.unmodifiableSequencedMap(new LinkedHashMap<>(claims)));
        }

        private static Object copy(String name, Object value) {
            return switch (Objects.requireNonNull(value, () -> "The claim " + name + " is null or holds null.")) {
                case String string -> string;
                case Boolean truth -> truth;
                case Long number -> number;
                case Integer number -> number.longValue();
                case List<?> list -> copyOfList(name, list);
                case Map<?, ?> map -> copyOfMap(name, map);
                default ->
                    throw new IllegalArgumentException("The claim " + name + " holds a "
                            + value.getClass().getName()
                            + ", but only strings, whole numbers, truth values, lists and maps become JSON.");
            };
        }

        private static List<Object> copyOfList(String name, List<?> list) {
            var copy = new ArrayList<>(list.size());
            for (var element : list) {
                copy.add(copy(name, element));
            }
            return Collections.unmodifiableList(copy);
        }

        private static SequencedMap<String, Object> copyOfMap(String name, Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> {
                if (!(key instanceof String member)) {
                    throw new IllegalArgumentException(
                            "The claim " + name + " holds a map with a key that is no string.");
                }
                copy.put(member, copy(name, value));
            });
            return Collections.unmodifiableSequencedMap(copy);
        }
    }
}
