package io.lintel.server.mapping;

import io.lintel.connector.support.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which groups of an end-user are told, and as what. The steps are taken in the order of the components.
///
/// @param filter a group that matches none of these patterns is left out; none leaves out nothing
/// @param rename the first that matches gives a group its name; a group that none matches keeps its own
/// @param prefix stands in front of every name
/// @param allow a name that is not one of these is left out; none leaves out nothing
public record GroupRules(List<NamePattern> filter, List<Renaming> rename, String prefix, Set<String> allow) {

    public GroupRules {
        filter = List.copyOf(filter);
        rename = List.copyOf(rename);
        allow = Set.copyOf(allow);
    }

    /// Groups as they are.
    public static GroupRules none() {
        return new GroupRules(List.of(), List.of(), "", Set.of());
    }

    List<String> apply(List<String> groups) {
        return groups.stream()
                .filter(group -> filter.isEmpty() || filter.stream().anyMatch(pattern -> pattern.matches(group)))
                .map(this::renamed)
                .filter(group -> !group.isEmpty())
                .map(prefix::concat)
                .filter(group -> allow.isEmpty() || allow.contains(group))
                .distinct()
                .toList();
    }

    private String renamed(String group) {
        return rename.stream()
                .map(renaming -> renaming.apply(group))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(group);
    }
}
