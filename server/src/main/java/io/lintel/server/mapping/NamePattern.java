package io.lintel.server.mapping;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A pattern (RE2) that a whole name must match.
public final class NamePattern {

    private static final int LONGEST = 1_000;

    private final Pattern pattern;

    private NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// @throws IllegalArgumentException if the text is none; the message continues the path of its key
    public static NamePattern parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        try {
            return new NamePattern(Pattern.compile(text));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "is not a regular expression that RE2 understands: " + malformed.getDescription(), malformed);
        }
    }

    boolean matches(String name) {
        return pattern.matches(name);
    }

    Matcher matcher(String name) {
        return pattern.matcher(name);
    }

    int groupCount() {
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
