package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
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
    private final @Nullable MemberOf memberOf;
    private final Permits permits;

    private GroupSearch(
            @Nullable GroupQuery query, List<Matcher> matchers, @Nullable MemberOf memberOf, Permits permits) {
        this.query = query;
        this.matchers = matchers;
        this.memberOf = memberOf;
        this.permits = permits;
    }

    /// @param nested how a group names the groups inside it, or null if groups are not nested
    private record Matcher(
            String userAttribute,
            MatchedAttribute member,
            @Nullable MatchedAttribute nested) {}

    /// @param atOnce how many logins may collect groups at once, so that what they hold has a limit
    static GroupSearch of(@Nullable GroupSearchConfiguration configuration, int atOnce) {
        var permits = new Permits(atOnce, "groups of " + atOnce + " other end-users were being searched");
        if (configuration == null) {
            return new GroupSearch(null, List.of(), null, permits);
        }
        var memberOf = MemberOf.of(configuration);
        var baseDn = configuration.baseDn();
        var matchers = baseDn == null ? List.<Matcher>of() : matchers(configuration);
        return baseDn == null || matchers.isEmpty()
                ? new GroupSearch(null, List.of(), memberOf, permits)
                : new GroupSearch(query(configuration, baseDn), matchers, memberOf, permits);
    }

    private static GroupQuery query(GroupSearchConfiguration configuration, String baseDn) {
        var base = SearchBase.parse("groupSearch", baseDn, configuration.scope());
        return new GroupQuery(
                base, SearchFilter.parse("groupSearch.filter", configuration.filter()), requireName(configuration));
    }

    static String requireName(GroupSearchConfiguration configuration) {
        var name = configuration.nameAttr();
        if (name == null) {
            throw ConnectorException.misconfigured(
                    "groupSearch.nameAttr is missing: it is the attribute with the name of a group, such as cn");
        }
        return name;
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
                configuration.userAttr(), configuration.groupAttr(), configuration.recursionGroupAttr(), false);
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
        if (nested != null && configuration.inChain()) {
            throw ConnectorException.misconfigured(
                    key + ": inChain finds nested groups by itself: remove it, or recursionGroupAttr");
        }
        var member = MatchedAttribute.parse(key + ".groupAttr", group);
        return new Matcher(
                user.strip(),
                configuration.inChain() ? member.inChain(key) : member,
                nested == null ? null : MatchedAttribute.parse(key + ".recursionGroupAttr", nested));
    }

    /// The attributes of a user it reads.
    Stream<String> userAttributes() {
        return Stream.concat(
                matchers.stream().map(Matcher::userAttribute),
                Stream.ofNullable(memberOf).map(MemberOf::attribute));
    }

    /// The names of the groups, those of the user first, then those around them, each once.
    ///
    /// @throws ConnectorException if anything keeps the answer from being complete
    Collection<String> of(DirectoryEntry user, Directory directory, Deadline deadline) {
        var names = new LinkedHashSet<String>();
        if (memberOf != null) {
            names.addAll(memberOf.names(user));
        }
        if (query == null) {
            return names;
        }
        permits.acquire(deadline.left());
        try {
            var running = query.within(new GroupBudget(), directory, deadline);
            for (var matcher : matchers) {
                collect(matcher, user, names, running);
            }
            return names;
        } finally {
            permits.release();
        }
    }

    /// Reports each matcher by itself: the values it starts from, and the groups it finds.
    ///
    /// @throws ConnectorException if a search fails
    void diagnose(DirectoryEntry user, Directory directory, Deadline deadline, Diagnosis diagnosis) {
        if (memberOf != null) {
            diagnosis.passed("groups by " + memberOf.attribute(), listed(memberOf.names(user)));
        }
        if (query == null) {
            if (memberOf == null) {
                diagnosis.passed("groups", "none are looked for: there is no groupSearch");
            }
            return;
        }
        for (var matcher : matchers) {
            var step = "groups by " + matcher.member.name() + " = " + matcher.userAttribute;
            var values = user.values(matcher.userAttribute);
            if (values.isEmpty()) {
                diagnosis.doubtful(
                        step,
                        "the entry has no " + matcher.userAttribute + ", or bindDN may not read it",
                        "userAttr names an attribute of the user's entry; DN stands for the entry's own name.");
                continue;
            }
            var names = new LinkedHashSet<String>();
            collect(matcher, user, names, query.within(new GroupBudget(), directory, deadline));
            if (names.isEmpty()) {
                diagnosis.doubtful(
                        step,
                        "nothing below " + query.base().dn() + " matches "
                                + query.filter().withOneOf(matcher.member, values.subList(0, 1)),
                        "Compare it with the entry of a group the user is in: its place, its attributes, and who may"
                                + " read them.");
            } else {
                diagnosis.passed(step, listed(names));
            }
        }
    }

    private static String listed(Collection<String> names) {
        return names.size() + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }

    private static void collect(Matcher matcher, DirectoryEntry user, Set<String> names, GroupQuery.Running query) {
        var seen = new HashSet<Fingerprint>();
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
    private static List<byte[]> unseen(List<GroupQuery.Group> groups, Set<Fingerprint> seen, Set<String> names) {
        var unseen = new ArrayList<byte[]>();
        for (var group : groups) {
            if (seen.add(group.fingerprint())) {
                names.add(group.name());
                unseen.add(group.dn().getBytes(StandardCharsets.UTF_8));
            }
        }
        return unseen;
    }
}
