package io.lintel.server.mapping;

import io.lintel.connector.support.NamePattern;
import java.util.List;
import java.util.Optional;

/// Gives names that match a pattern another name.
///
/// @param to the new name; `$1` to `$9` stand for what the groups of the pattern matched, `$0` for the whole name,
///     `$$` for `$`
public record Renaming(NamePattern from, String to) {

    /// @throws IllegalArgumentException if `to` names a group that `from` does not have; the message continues the
    ///     path of `to`
    public Renaming {
        for (var i = 0; i < to.length(); i++) {
            if (to.charAt(i) == '$') {
                i++;
                requireReference(from, i < to.length() ? to.charAt(i) : ' ');
            }
        }
    }

    private static void requireReference(NamePattern from, char reference) {
        if (reference == '$') {
            return;
        }
        if (reference < '0' || reference > '9') {
            throw new IllegalArgumentException("has a $ that is followed by neither a digit nor a $");
        }
        if (reference - '0' > from.groupCount()) {
            throw new IllegalArgumentException(
                    "names $" + reference + ", and the pattern has " + from.groupCount() + " groups");
        }
    }

    /// The new name, if the pattern matches.
    Optional<String> apply(String name) {
        return from.findGroups(name).map(this::renamed);
    }

    private String renamed(List<String> groups) {
        var renamed = new StringBuilder();
        for (var i = 0; i < to.length(); i++) {
            var c = to.charAt(i);
            if (c != '$') {
                renamed.append(c);
                continue;
            }
            var reference = to.charAt(++i);
            renamed.append(reference == '$' ? "$" : groups.get(reference - '0'));
        }
        return renamed.toString();
    }
}
