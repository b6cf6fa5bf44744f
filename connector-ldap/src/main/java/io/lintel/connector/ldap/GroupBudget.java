package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;

/// What the groups of one login may cost in memory. Who is over it is refused, not given a part of the groups.
final class GroupBudget {
    private static final int MOST_GROUPS = 10_000;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private int groups;
    private int characters;

    void spend(GroupQuery.Group group) {
        groups++;
        characters += group.name().length()
                + group.dn().length()
                + group.normalizedDn().length();
        if (groups > MOST_GROUPS || characters > MOST_CHARACTERS) {
            throw ConnectorException.invalidResponse(
                    "somebody is in more groups than are read (" + MOST_GROUPS + ", or " + MOST_CHARACTERS
                            + " characters of names): narrow groupSearch.baseDN or groupSearch.filter");
        }
    }
}
