package io.lintel.connector.ldap;

import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static java.util.Map.entry;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Somebody in Active Directory whom nobody else has to do with, and a connector they log in with.
final class SambaPerson implements AutoCloseable {

    final ActiveDirectory directory;

    /// Unused, and no longer than a sAMAccountName may be.
    final String user = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    private final Map<String, ?> settings;
    final LdapConnector connector;

    SambaPerson(ActiveDirectory directory) throws LDAPException {
        this(directory, Map.of());
    }

    /// @param settings what all connectors of theirs have beside the usual
    SambaPerson(ActiveDirectory directory, Map<String, ?> settings) throws LDAPException {
        this.directory = directory;
        this.settings = settings;
        directory.addUser(user);
        connector = with();
    }

    String dn() {
        return "CN=" + user + "," + ActiveDirectory.USERS;
    }

    Secret password() {
        return Secret.of(ActiveDirectory.PASSWORD);
    }

    LoginResult logIn(LdapConnector with) {
        return with.login(TestLogins.request(GROUPS, OFFLINE_ACCESS), user, password());
    }

    static Map.Entry<String, Object> matcher(Map<String, ?> more) {
        var matcher = new LinkedHashMap<String, Object>(Map.of("userAttr", "DN", "groupAttr", "member"));
        matcher.putAll(more);
        return entry("groupSearch.userMatchers", List.of(matcher));
    }

    @SafeVarargs
    final LdapConnector with(Map.Entry<String, ?>... changes) {
        var configuration = new LinkedHashMap<String, Object>(configuration());
        configuration.putAll(settings);
        return TestDirectory.open(Configurations.with(configuration, changes));
    }

    private Map<String, Object> configuration() {
        try {
            return Map.of(
                    "host",
                    directory.address(),
                    "rootCAData",
                    directory.rootCaData(),
                    "bindDN",
                    ActiveDirectory.READER,
                    "bindPW",
                    ActiveDirectory.PASSWORD,
                    "userSearch",
                    Map.of(
                            "baseDN",
                            ActiveDirectory.USERS,
                            "filter",
                            "(objectCategory=person)(objectClass=user)",
                            "username",
                            List.of("sAMAccountName", "userPrincipalName"),
                            "idAttr",
                            "objectGUID",
                            "nameAttr",
                            "displayName",
                            "preferredUsernameAttr",
                            "sAMAccountName"),
                    "groupSearch",
                    Map.of("baseDN", ActiveDirectory.USERS, "filter", "(objectClass=group)", "nameAttr", "cn"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
