package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts values into filters. Nowhere else does text of an end-user or of an entry meet a filter.
///
/// A filter is a tree that goes over the wire in binary (RFC 4511, section 4.5.1.7), so that a value needs no
/// escaping and cannot become syntax. Only the operator's own filter is ever parsed.
final class SearchFilter {
    private final @Nullable Filter always;

    private SearchFilter(@Nullable Filter always) {
        this.always = always;
    }

    /// Reads what an operator demands of every entry, or nothing.
    ///
    /// @param key for messages
    static SearchFilter parse(String key, @Nullable String text) {
        if (text == null) {
            return new SearchFilter(null);
        }
        var stripped = text.strip();
        try {
            // Several filters side by side mean that all must match.
            return new SearchFilter(Filter.create(stripped.startsWith("(") ? "(&" + stripped + ")" : stripped));
        } catch (LDAPException malformed) {
            throw ConnectorException.misconfigured(
                    key + ": \"" + text + "\" is not a filter such as (objectClass=person): " + malformed.getMessage(),
                    malformed);
        }
    }

    /// Entries with this value in one of the attributes.
    Filter withValue(List<MatchedAttribute> attributes, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return and(
                attributes.stream().map(attribute -> attribute.matching(bytes)).toList());
    }

    /// Entries with one of these values in the attribute.
    Filter withOneOf(MatchedAttribute attribute, Collection<byte[]> values) {
        return and(values.stream().map(attribute::matching).toList());
    }

    private Filter and(List<Filter> alternatives) {
        var wanted = alternatives.size() == 1 ? alternatives.getFirst() : Filter.createORFilter(alternatives);
        return always == null ? wanted : Filter.createANDFilter(always, wanted);
    }
}
