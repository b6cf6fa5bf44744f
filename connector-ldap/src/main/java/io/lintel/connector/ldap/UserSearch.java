package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Finds the entry of an end-user by what the end-user typed.
final class UserSearch {
    private final SearchBase base;
    private final SearchFilter filter;
    private final List<MatchedAttribute> usernames;

    private UserSearch(SearchBase base, SearchFilter filter, List<MatchedAttribute> usernames) {
        this.base = base;
        this.filter = filter;
        this.usernames = usernames;
    }

    static UserSearch of(UserSearchConfiguration configuration) {
        return new UserSearch(
                SearchBase.parse("userSearch", configuration.baseDn(), configuration.scope()),
                SearchFilter.parse("userSearch.filter", configuration.filter()),
                configuration.username().stream()
                        .map(attribute -> MatchedAttribute.parse("userSearch.username", attribute))
                        .toList());
    }

    /// Who goes by a user name.
    sealed interface Match {
        record Nobody() implements Match {}

        record One(DirectoryEntry entry) implements Match {}

        /// More than one entry: it is unknown who is meant.
        record Several() implements Match {}
    }

    SearchBase base() {
        return base;
    }

    /// The filter for a user name, as an operator would try it.
    String filter(String username) {
        return filter.withValue(usernames, username).toString();
    }

    Match find(String username, Collection<String> attributes, Directory directory, Deadline deadline) {
        var request = new SearchRequest(
                base.dn(),
                base.scope(),
                DereferencePolicy.NEVER,
                2,
                0,
                false,
                filter.withValue(usernames, username),
                attributes.toArray(String[]::new));
        return directory.search("searching the user below " + base.dn(), deadline, connection -> {
            try {
                return match(
                        Objects.requireNonNullElse(connection.search(request).getSearchEntries(), List.of()));
            } catch (LDAPSearchException cut) {
                if (cut.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                    return new Match.Several();
                }
                throw cut;
            }
        });
    }

    private static Match match(List<SearchResultEntry> entries) {
        return switch (entries.size()) {
            case 0 -> new Match.Nobody();
            case 1 -> new Match.One(new DirectoryEntry(entries.getFirst()));
            default -> new Match.Several();
        };
    }
}
