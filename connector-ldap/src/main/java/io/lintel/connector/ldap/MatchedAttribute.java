package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Filter;
import io.lintel.connector.ConnectorException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a value is compared with: an attribute, and perhaps the matching rule that compares (RFC 4511, section
/// 4.5.1.7.7).
///
/// @param rule the matching rule's OID, or null for the attribute's own
/// @param dnAttributes whether the attributes in the entry's name count as well
record MatchedAttribute(String name, @Nullable String rule, boolean dnAttributes) {
    /// LDAP_MATCHING_RULE_IN_CHAIN (\[MS-ADTS\], section 3.1.1.3.4.4.3).
    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

    private static final Pattern SYNTAX = Pattern.compile(
            "(?<name>[A-Za-z0-9_.;-]+)(?<dn>:dn)?(:(?<rule>[A-Za-z0-9.-]+))?:?", Pattern.CASE_INSENSITIVE);

    /// Reads it as it stands before the `=` in a filter: `member`, or `member:1.2.840.113556.1.4.1941:`.
    ///
    /// @param key for messages
    static MatchedAttribute parse(String key, String text) {
        var matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw ConnectorException.misconfigured(key + ": \"" + text
                    + "\" is not the name of an attribute, such as member or member:1.2.840.113556.1.4.1941:");
        }
        return new MatchedAttribute(matcher.group("name"), matcher.group("rule"), matcher.group("dn") != null);
    }

    /// The same attribute, compared by Active Directory's rule that follows a chain of names to its end.
    ///
    /// @param key for messages
    MatchedAttribute inChain(String key) {
        if (rule != null && !rule.equals(IN_CHAIN)) {
            throw ConnectorException.misconfigured(
                    key + ": the matching rule " + rule + " contradicts inChain: remove one of them");
        }
        return new MatchedAttribute(name, IN_CHAIN, dnAttributes);
    }

    /// The value is compared as it is: nothing in it can be syntax.
    Filter matching(byte[] value) {
        return rule == null && !dnAttributes
                ? Filter.createEqualityFilter(name, value)
                : Filter.createExtensibleMatchFilter(name, rule, dnAttributes, value);
    }
}
