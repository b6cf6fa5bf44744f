package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import io.lintel.connector.ConnectorException;

/// Where a search starts and how deep it goes.
record SearchBase(String dn, SearchScope scope) {
    /// @param key of the block, for messages
    /// @param scope `sub` or `one`
    static SearchBase parse(String key, String dn, String scope) {
        if (!DN.isValidDN(dn)) {
            throw ConnectorException.misconfigured(
                    key + ".baseDN: \"" + dn + "\" is not a name such as ou=people,dc=example,dc=org");
        }
        return switch (scope) {
            case "sub" -> new SearchBase(dn, SearchScope.SUB);
            case "one" -> new SearchBase(dn, SearchScope.ONE);
            default -> throw ConnectorException.misconfigured(key + ".scope: \"" + scope + "\" is neither sub nor one");
        };
    }

    /// The name an entry below the base would have; the value is escaped as RFC 4514 says.
    String child(String attribute, String value) {
        try {
            return new DN(new RDN(attribute, value), new DN(dn)).toString();
        } catch (LDAPException malformed) {
            throw ConnectorException.misconfigured(
                    "\"" + dn + "\" is not a name: " + malformed.getMessage(), malformed);
        }
    }
}
