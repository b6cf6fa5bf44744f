package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.StaticUtils;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Examines the way to a directory and to one entry in it.
record LdapDiagnosis(
        LdapConfiguration configuration,
        Directory directory,
        UserSearch users,
        Diagnosis diagnosis,
        Deadline deadline) {

    private static final String CURRENT_TIME = "currentTime";

    /// The entry of a user, if all steps there work; empty if one does not, or nobody is looked for.
    Optional<DirectoryEntry> findUser(@Nullable String user, List<String> attributes) {
        if (!directory.diagnose(diagnosis) || !binds() || !baseIsThere() || user == null) {
            return Optional.empty();
        }
        var step = "user " + user;
        try {
            return switch (users.find(user, attributes, directory, deadline)) {
                case UserSearch.Match.One(var entry) -> {
                    diagnosis.passed(step, entry.dn());
                    yield Optional.of(entry);
                }
                case UserSearch.Match.Nobody() -> {
                    diagnosis.failed(
                            step,
                            "no entry below " + users.base().dn() + " matches " + users.filter(user),
                            "Try this filter with ldapsearch as bindDN; then look at userSearch.username and filter.");
                    yield Optional.empty();
                }
                case UserSearch.Match.Several() -> {
                    diagnosis.failed(
                            step, "more than one entry matches " + users.filter(user), "Narrow userSearch.filter.");
                    yield Optional.empty();
                }
            };
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
            return Optional.empty();
        }
    }

    /// Active Directory tells the time, on which Kerberos and the expiry of accounts depend.
    private boolean binds() {
        var account = configuration.bindDn();
        var step = account == null ? "search anonymously" : "bind as " + account;
        try {
            var time = directory.search("reading the root DSE", deadline, connection -> {
                var root = connection.search(exists("", CURRENT_TIME)).getSearchEntries();
                return root.isEmpty() ? null : root.getFirst().getAttributeValue(CURRENT_TIME);
            });
            diagnosis.passed(step, "");
            if (time != null) {
                tellTime(time);
            }
            return true;
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
            return false;
        }
    }

    private void tellTime(String generalizedTime) {
        try {
            Instant theirs = StaticUtils.decodeGeneralizedTime(generalizedTime).toInstant();
            diagnosis.clock("the directory", theirs);
        } catch (ParseException unreadable) {
            diagnosis.doubtful("clock of the directory", "not readable", "");
        }
    }

    private boolean baseIsThere() {
        var base = users.base().dn();
        var step = "userSearch.baseDN " + base;
        try {
            var found = directory.search("looking for " + base, deadline, connection -> connection
                    .search(exists(base, SearchRequest.NO_ATTRIBUTES))
                    .getEntryCount());
            if (found == 0) {
                diagnosis.failed(step, "is not there", "It does not exist, or bindDN may not see it.");
            } else {
                diagnosis.passed(step, "is there");
            }
            return found > 0;
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
            return false;
        }
    }

    private static SearchRequest exists(String dn, String attribute) {
        return new SearchRequest(
                dn,
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                1,
                0,
                false,
                Filter.createPresenceFilter("objectClass"),
                attribute);
    }
}
