package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
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
            var time = directory.search("reading the root DSE", deadline, LdapDiagnosis::findTime);
            diagnosis.passed(step, "");
            time.ifPresent(this::tellTime);
            return true;
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
            return false;
        }
    }

    private static Optional<String> findTime(LDAPConnection connection) throws LDAPException {
        var root = connection.getEntry("", CURRENT_TIME);
        return root == null ? Optional.empty() : Optional.ofNullable(root.getAttributeValue(CURRENT_TIME));
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
            boolean isThere = directory.search(
                    "looking for " + base,
                    deadline,
                    connection -> connection.getEntry(base, SearchRequest.NO_ATTRIBUTES) != null);
            if (isThere) {
                diagnosis.passed(step, "is there");
            } else {
                diagnosis.failed(step, "is not there", "It does not exist, or bindDN may not see it.");
            }
            return isThere;
        } catch (ConnectorException fault) {
            diagnosis.failed(step, fault);
            return false;
        }
    }
}
