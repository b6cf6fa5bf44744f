package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;

/// What the groups of one login may cost in memory. Who is over it is refused, not given a part of the groups.
final class GroupBudget {
    private static final int MOST_GROUPS = 10_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /// What a group costs beside the text of its names.
    private static final int OVERHEAD = 200;

    private int groups;
    private int bytes;

    void spend(GroupQuery.Group group) {
        groups++;
        bytes += OVERHEAD + size(group.name()) + size(group.dn());
        if (groups > MOST_GROUPS || bytes > MOST_BYTES) {
            throw ConnectorException.invalidResponse("somebody is in more groups than are read (" + MOST_GROUPS
                    + ", or " + MOST_BYTES / 1024 / 1024
                    + " MiB of names): narrow groupSearch.baseDN or groupSearch.filter");
        }
    }

    /// Text of Latin letters takes a byte for each.
    private static int size(String text) {
        return text.chars().allMatch(c -> c < 256) ? text.length() : 2 * text.length();
    }
}
