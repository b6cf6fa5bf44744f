package io.lintel.connector.support;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// A regular expression (RE2) for names that strangers choose: no name makes it slow.
public final class NamePattern {

    private final Pattern pattern;

    private NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// @throws IllegalArgumentException if the text is none; the message continues the path of its key
    public static NamePattern parse(String text) {
        try {
            return new NamePattern(Pattern.compile(text));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "is not a regular expression that RE2 understands: " + malformed.getDescription(), malformed);
        }
    }

    /// Whether the whole name is as it says.
    public boolean matches(String name) {
        return pattern.matches(name);
    }

    /// Whether something in the name is.
    public boolean isFoundIn(String name) {
        return pattern.matcher(name).find();
    }

    /// If it matches the whole name: that, and what each of its groups matched. A group that matched nothing is empty.
    public Optional<List<String>> findGroups(String name) {
        var matcher = pattern.matcher(name);
        return matcher.matches()
                ? Optional.of(IntStream.rangeClosed(0, matcher.groupCount())
                        .mapToObj(group -> Objects.requireNonNullElse(matcher.group(group), ""))
                        .toList())
                : Optional.empty();
    }

    public int groupCount() {
        return pattern.groupCount();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamePattern that && pattern.pattern().equals(that.pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
