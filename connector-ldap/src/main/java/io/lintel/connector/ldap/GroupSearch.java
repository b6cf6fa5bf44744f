package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the groups of an end-user, and the groups those are in.
///
/// Breadth first: all groups of one level are asked about together, so that the number of round trips grows
/// with the depth of nesting and hardly with the number of groups. Each group is asked about once, whatever
/// circles there are.
final class GroupSearch {
    private static final int DEEPEST_NESTING = 64;

    private final @Nullable GroupQuery query;
    private final List<Matcher> matchers;

    private GroupSearch(@Nullable GroupQuery query, List<Matcher> matchers) {
        this.query = query;
        this.matchers = matchers;
    }

    /// @param nested how a group names the groups inside it, or null if groups are not nested
    private record Matcher(
            String userAttribute,
            MatchedAttribute member,
            @Nullable MatchedAttribute nested) {}

    static GroupSearch of(@Nullable GroupSearchConfiguration configuration) {
        if (configuration == null || configuration.baseDn() == null) {
            return new GroupSearch(null, List.of());
        }
        var matchers = matchers(configuration);
        if (matchers.isEmpty()) {
            return new GroupSearch(null, List.of());
        }
        var name = configuration.nameAttr();
        if (name == null) {
            throw ConnectorException.misconfigured(
                    "groupSearch.nameAttr is missing: it is the attribute with the name of a group, such as cn");
        }
        var base = SearchBase.parse("groupSearch", configuration.baseDn(), configuration.scope());
        var filter = SearchFilter.parse("groupSearch.filter", configuration.filter());
        return new GroupSearch(new GroupQuery(base, filter, name), matchers);
    }

    private static List<Matcher> matchers(GroupSearchConfiguration configuration) {
        var several = configuration.userMatchers();
        if (!several.isEmpty() && several.getFirst().userAttr() != null) {
            var matchers = new ArrayList<Matcher>();
            for (var i = 0; i < several.size(); i++) {
                matchers.add(matcher("groupSearch.userMatchers[" + i + "]", several.get(i)));
            }
            return matchers;
        }
        var one = new UserMatcherConfiguration(
                configuration.userAttr(), configuration.groupAttr(), configuration.recursionGroupAttr());
        return one.userAttr() == null && one.groupAttr() == null ? List.of() : List.of(matcher("groupSearch", one));
    }

    private static Matcher matcher(String key, UserMatcherConfiguration configuration) {
        var user = configuration.userAttr();
        var group = configuration.groupAttr();
        if (user == null || group == null) {
            throw ConnectorException.misconfigured(key + ": userAttr and groupAttr belong together: "
                    + (user == null ? "userAttr" : "groupAttr") + " is missing");
        }
        var nested = configuration.recursionGroupAttr();
        return new Matcher(
                user.strip(),
                MatchedAttribute.parse(key + ".groupAttr", group),
                nested == null ? null : MatchedAttribute.parse(key + ".recursionGroupAttr", nested));
    }

    /// The attributes of a user it reads.
    Stream<String> userAttributes() {
        return matchers.stream().map(Matcher::userAttribute);
    }

    /// The names of the groups, those of the user first, then those around them, each once.
    ///
    /// @throws ConnectorException if anything keeps the answer from being complete
    Collection<String> of(DirectoryEntry user, Directory directory, Deadline deadline) {
        if (query == null) {
            return List.of();
        }
        var names = new LinkedHashSet<String>();
        var budget = new GroupBudget();
        for (var matcher : matchers) {
            collect(matcher, user, names, query.within(budget, directory, deadline));
        }
        return names;
    }

    private static void collect(Matcher matcher, DirectoryEntry user, Set<String> names, GroupQuery.Running query) {
        var seen = new HashSet<String>();
        var level = unseen(query.withOneOf(matcher.member, user.values(matcher.userAttribute)), seen, names);
        for (var depth = 0; matcher.nested != null && !level.isEmpty(); depth++) {
            if (depth == DEEPEST_NESTING) {
                throw ConnectorException.invalidResponse("the groups of " + user.dn() + " are nested more than "
                        + DEEPEST_NESTING + " deep: narrow groupSearch.filter, or remove recursionGroupAttr");
            }
            level = unseen(query.withOneOf(matcher.nested, level), seen, names);
        }
    }

    /// Notes the names, and answers the entries' names that were not seen before.
    private static List<byte[]> unseen(List<GroupQuery.Group> groups, Set<String> seen, Set<String> names) {
        var unseen = new ArrayList<byte[]>();
        for (var group : groups) {
            if (seen.add(group.normalizedDn())) {
                names.add(group.name());
                unseen.add(group.dn().getBytes(StandardCharsets.UTF_8));
            }
        }
        return unseen;
    }
}
