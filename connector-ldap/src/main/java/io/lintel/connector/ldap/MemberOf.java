package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups as an attribute of the user tells them: by the names of their entries, such as
/// `cn=crew,ou=groups,dc=example,dc=org`.
///
/// @param attribute of the user
/// @param nameAttribute which part of a name is the group's; `DN` stands for all of it
/// @param base below which groups count, or null for everywhere
record MemberOf(
        String attribute, String nameAttribute, @Nullable DN base) {
    /// Null if the configuration names no such attribute.
    static @Nullable MemberOf of(GroupSearchConfiguration configuration) {
        var attribute = configuration.memberOfAttr();
        if (attribute == null) {
            return null;
        }
        var baseDn = configuration.baseDn();
        try {
            return new MemberOf(
                    attribute, GroupSearch.requireName(configuration), baseDn == null ? null : new DN(baseDn));
        } catch (LDAPException malformed) {
            throw ConnectorException.misconfigured(
                    "groupSearch.baseDN: \"" + baseDn + "\" is not a name such as ou=groups,dc=example,dc=org",
                    malformed);
        }
    }

    /// @throws ConnectorException if a value is not the name of an entry, or has no such part
    List<String> names(DirectoryEntry user) {
        var names = new ArrayList<String>();
        for (var value : user.texts(attribute)) {
            var group = parse(value, user);
            if (base == null || group.isDescendantOf(base, false)) {
                names.add(name(group, value));
            }
        }
        return names;
    }

    private DN parse(String value, DirectoryEntry user) {
        try {
            return new DN(value);
        } catch (LDAPException malformed) {
            throw ConnectorException.invalidResponse(
                    "the attribute " + attribute + " of " + user.dn()
                            + " (groupSearch.memberOfAttr) holds something else than names of entries",
                    malformed);
        }
    }

    private String name(DN group, String value) {
        if (nameAttribute.equalsIgnoreCase("DN")) {
            return value;
        }
        var rdn = group.getRDN();
        if (rdn != null) {
            var attributes = rdn.getAttributeNames();
            for (var i = 0; i < attributes.length; i++) {
                if (attributes[i].equalsIgnoreCase(nameAttribute)) {
                    return rdn.getAttributeValues()[i];
                }
            }
        }
        throw ConnectorException.invalidResponse("the entry of the group " + value + " is not named by " + nameAttribute
                + " (groupSearch.nameAttr): search the groups by userMatchers instead of memberOfAttr");
    }
}
