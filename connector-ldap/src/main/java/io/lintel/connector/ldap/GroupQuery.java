package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.lintel.connector.ConnectorException;
import java.util.ArrayList;
import java.util.List;

/// Asks for groups that hold one of many values.
///
/// @param nameAttribute whose value is the group's name
record GroupQuery(SearchBase base, SearchFilter filter, String nameAttribute) {
    /// Values in one filter. OpenLDAP reads filters of any width, and 200 names stay far below its limit for a
    /// request.
    private static final int BATCH = 200;

    /// Entries of one page: Active Directory answers at most 1,000 at once.
    private static final int PAGE = 500;

    /// @param fingerprint equal for equal names of entries
    record Group(String name, String dn, Fingerprint fingerprint) {}

    Running within(GroupBudget budget, Directory directory, Deadline deadline) {
        return new Running(this, budget, directory, deadline);
    }

    /// The query in one login.
    record Running(GroupQuery query, GroupBudget budget, Directory directory, Deadline deadline) {
        /// The groups with one of these values in the attribute.
        List<Group> withOneOf(MatchedAttribute attribute, List<byte[]> values) {
            var groups = new ArrayList<Group>();
            for (var from = 0; from < values.size(); from += BATCH) {
                var batch = values.subList(from, Math.min(from + BATCH, values.size()));
                groups.addAll(query.search(query.filter.withOneOf(attribute, batch), this));
            }
            return groups;
        }
    }

    private List<Group> search(Filter wanted, Running running) {
        return running.directory.search("searching groups below " + base.dn(), running.deadline, connection -> {
            var found = new Found(nameAttribute, running.budget);
            var paging = new SimplePagedResultsControl(PAGE, false);
            while (true) {
                var result = page(connection, wanted, paging, found);
                var next = SimplePagedResultsControl.get(result);
                if (next == null || !next.moreResultsToReturn()) {
                    return found.groups;
                }
                paging = new SimplePagedResultsControl(PAGE, next.getCookie(), false);
            }
        });
    }

    private SearchResult page(LDAPConnection connection, Filter wanted, SimplePagedResultsControl paging, Found found)
            throws LDAPException {
        var request = new SearchRequest(
                found, base.dn(), base.scope(), DereferencePolicy.NEVER, 0, 0, false, wanted, nameAttribute);
        request.addControl(paging);
        try {
            return connection.search(request);
        } catch (LDAPException failed) {
            if (failed.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return new SearchResult(failed);
            }
            if (failed.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw ConnectorException.invalidResponse(
                        "the directory cut the search for groups below " + base.dn()
                                + " short (sizeLimitExceeded): raise its limit for bindDN,"
                                + " or narrow groupSearch.filter",
                        failed);
            }
            throw failed;
        }
    }

    /// Keeps of each entry what is needed, so that a large answer does not pile up. Search references are not
    /// followed.
    private static final class Found implements SearchResultListener {
        private static final long serialVersionUID = 1L;

        private final transient List<Group> groups = new ArrayList<>();
        private final String nameAttribute;
        private final transient GroupBudget budget;

        Found(String nameAttribute, GroupBudget budget) {
            this.nameAttribute = nameAttribute;
            this.budget = budget;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry result) {
            var entry = new DirectoryEntry(result);
            var name = entry.findText(nameAttribute)
                    .orElseThrow(() -> ConnectorException.invalidResponse("the group " + entry.dn() + " lacks "
                            + nameAttribute + " (groupSearch.nameAttr): add it, or narrow groupSearch.filter"));
            var group = new Group(name, entry.dn(), Fingerprint.of(entry.normalizedDn()));
            budget.spend(group);
            groups.add(group);
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {}
    }
}
