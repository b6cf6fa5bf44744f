package io.lintel.connector.ldap;

import java.util.regex.Pattern;

/// Somebody or something a realm knows (RFC 4120, section 2).
///
/// @param name components joined by `/`
record KerberosName(String name, String realm) {
    /// What can be told in a message without harm.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9$._:/-]{1,255}");

    /// Reads `name@REALM`, or `name` in a realm that is known otherwise.
    static KerberosName parse(String text, String otherwise) {
        var at = text.lastIndexOf('@');
        return at < 0
                ? new KerberosName(text.strip(), otherwise)
                : new KerberosName(
                        text.substring(0, at).strip(), text.substring(at + 1).strip());
    }

    /// Whether the names are equal but for their case, which Active Directory does not mind.
    boolean matches(KerberosName other) {
        return name.equalsIgnoreCase(other.name) && realm.equalsIgnoreCase(other.realm);
    }

    boolean isWebService() {
        return name.regionMatches(true, 0, "HTTP/", 0, 5);
    }

    @Override
    public String toString() {
        return HARMLESS.matcher(name).matches() && HARMLESS.matcher(realm).matches()
                ? name + "@" + realm
                : "somebody with a malformed name";
    }
}
