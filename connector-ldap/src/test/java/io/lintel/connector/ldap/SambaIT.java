package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.ACCOUNT_EXPIRED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.GONE;
import static io.lintel.connector.Refusal.NOT_PERMITTED;
import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.NegotiateConnectorContract;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The connector with Active Directory. Every test makes users and groups of its own.
@ExtendWith(SharedActiveDirectory.class)
@Timeout(180)
final class SambaIT implements PasswordConnectorContract, RefreshingConnectorContract, NegotiateConnectorContract {
    private static final String SERVICE = "HTTP/login.corp.example.com";
    private static final String SAME_ACCOUNT = "HTTP/other.corp.example.com";
    private static final String OTHER_ACCOUNT = "HTTP/elsewhere.corp.example.com";

    private static ActiveDirectory directory;
    private static Path keytab;

    /// Unused, and no longer than a sAMAccountName may be.
    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    private LdapConnector connector;

    @BeforeAll
    static void provide(ActiveDirectory shared) throws LDAPException, IOException, InterruptedException {
        directory = shared;
        keytab = directory.addServices("websso", SERVICE, SAME_ACCOUNT);
        directory.addServices("elsewhere", OTHER_ACCOUNT);
    }

    @BeforeEach
    void open() throws LDAPException {
        directory.addUser(user);
        connector = with();
    }

    @AfterEach
    void close() {
        connector.close();
    }

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(with(entry("host", "127.0.0.1:1")));
    }

    @Override
    public String username() {
        return user;
    }

    @Override
    public Secret password() {
        return Secret.of(ActiveDirectory.PASSWORD);
    }

    @Override
    public Secret token() {
        return ticket(SERVICE);
    }

    @Override
    public Optional<Identity> gone() {
        try {
            var identity = authenticated(logIn(connector));
            directory.delete(dn());
            return Optional.of(identity);
        } catch (LDAPException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void bothNamesOfAUserLogIn() {
        var byAccountName = authenticated(connector.login(TestLogins.request(), user, password()));
        var byPrincipalName =
                authenticated(connector.login(TestLogins.request(), user + "@corp.example.com", password()));

        assertThat(byPrincipalName).isEqualTo(byAccountName);
        assertThat(byAccountName.username()).isEqualTo("The user " + user);
        assertThat(byAccountName.preferredUsername()).isEqualTo(user);
    }

    /// Active Directory itself finds the entry by the text.
    @Test
    void binaryIdsAreTheTextActiveDirectoryKnows() throws LDAPException {
        var guid = authenticated(logIn(connector)).userId();
        assertThat(guid).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(nameOf("<GUID=" + guid + ">")).isEqualTo(user);

        try (var bySid = with(entry("userSearch.idAttr", "objectSid"))) {
            var sid = authenticated(logIn(bySid)).userId();
            assertThat(sid).startsWith("S-1-5-21-");
            assertThat(nameOf("<SID=" + sid + ">")).isEqualTo(user);
        }
    }

    private static String nameOf(String base) throws LDAPException {
        var found = directory.admin().searchForEntry(base, SearchScope.BASE, "(objectClass=*)", "sAMAccountName");
        return found == null ? "nobody" : String.valueOf(found.getAttributeValue("sAMAccountName"));
    }

    @Test
    void nestedGroupsAreFoundInChainLevelByLevelAndByMemberOf() throws LDAPException {
        var crew = directory.addGroup("crew " + user, dn());
        var ship = directory.addGroup("ship " + user, crew);
        directory.addGroup("fleet " + user, ship, dn());
        directory.addGroup("strangers " + user, directory.addUser("s" + user.substring(0, 15)));

        assertThat(groups(matcher(Map.of("inChain", true))))
                .containsExactlyInAnyOrder("crew " + user, "ship " + user, "fleet " + user);
        assertThat(groups(matcher(Map.of("recursionGroupAttr", "member"))))
                .containsExactlyInAnyOrder("crew " + user, "ship " + user, "fleet " + user);
        assertThat(groups(matcher(Map.of()))).containsExactlyInAnyOrder("crew " + user, "fleet " + user);
        assertThat(groups(entry("groupSearch", Map.of("memberOfAttr", "memberOf", "nameAttr", "cn"))))
                .containsExactlyInAnyOrder("crew " + user, "fleet " + user);
    }

    @Test
    void manyNestedGroupsAreFoundInOneSearch() throws LDAPException {
        var names = new ArrayList<String>();
        var member = dn();
        for (var i = 0; i < 40; i++) {
            names.add("deep" + i + " " + user);
            member = directory.addGroup(names.getLast(), member);
        }

        assertThat(groups(matcher(Map.of("inChain", true)))).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    @Tag("SEC-J8")
    void disabledAccountIsRefused() throws LDAPException {
        var identity = authenticated(logIn(connector));
        directory.set(dn(), "userAccountControl", "514");

        refusedAs(ACCOUNT_DISABLED);
        refused(ACCOUNT_DISABLED, connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void expiredAccountIsRefused() throws LDAPException {
        var identity = authenticated(logIn(connector));
        directory.set(dn(), "accountExpires", "130000000000000000");

        refusedAs(ACCOUNT_EXPIRED);
        refused(ACCOUNT_EXPIRED, connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void passwordThatMustBeChangedIsRefused() throws LDAPException {
        directory.set(dn(), "pwdLastSet", "0");

        refusedAs(PASSWORD_EXPIRED);
    }

    @Test
    @Tag("SEC-J8")
    void accountLockedByWrongPasswordsIsRefusedWithTheRightOne() {
        var identity = authenticated(logIn(connector));
        for (var i = 0; i < 3; i++) {
            refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), user, Secret.of("a guess")));
        }

        refused(ACCOUNT_LOCKED, logIn(connector));
        authenticated(connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    @Tag("SEC-J8")
    void loginAtAForbiddenHourIsRefused() throws LDAPException {
        directory.set(dn(), "logonHours", new byte[21]);

        refused(NOT_PERMITTED, logIn(connector));
    }

    @Test
    @Tag("SEC-J8")
    void ticketDoesNotOutliveTheAccountItWasGivenTo() throws LDAPException, LoginException {
        var client = KerberosClient.logIn(directory, user);
        authenticated(byTicket(client.token(SERVICE)));
        for (var i = 0; i < 3; i++) {
            connector.login(TestLogins.request(), user, Secret.of("a guess"));
        }
        refused(ACCOUNT_LOCKED, byTicket(client.token(SERVICE)));

        directory.set(dn(), "lockoutTime", "0");
        directory.set(dn(), "pwdLastSet", "0");
        refused(PASSWORD_EXPIRED, byTicket(client.token(SERVICE)));

        directory.set(dn(), "userAccountControl", "514");
        refused(ACCOUNT_DISABLED, byTicket(client.token(SERVICE)));

        directory.delete(dn());
        refused(WRONG_CREDENTIALS, byTicket(client.token(SERVICE)));
    }

    private void refusedAs(Refusal refusal) {
        refused(refusal, logIn(connector));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), user, Secret.of("a guess")));
    }

    @Test
    void ldapsAndStartTlsWorkAndNothingElse() {
        try (var startTls = with(entry("startTLS", true));
                var plain = with(entry("insecureNoSSL", true), entry("rootCAData", Configurations.ABSENT))) {
            authenticated(logIn(connector));
            authenticated(logIn(startTls));
            assertThat(faulty(MISCONFIGURED, () -> logIn(plain))).hasMessageContaining("the directory wants TLS");
        }
    }

    /// A search from the top of a domain is answered with references to its other partitions.
    @Test
    @Tag("SEC-J3")
    void referencesToOtherPartitionsAreNotFollowed() {
        try (var top = with(entry("userSearch.baseDN", ActiveDirectory.BASE))) {
            authenticated(logIn(top));
        }
    }

    @Test
    void goneIsToldApartFromUnreachable() throws LDAPException {
        var identity = authenticated(logIn(connector));
        try (var unreachable = with(entry("host", "127.0.0.1:1"))) {
            faulty(UNAVAILABLE, () -> unreachable.refresh(identity, Set.of(OFFLINE_ACCESS)));
        }
        directory.delete(dn());
        refused(GONE, connector.refresh(identity, Set.of(OFFLINE_ACCESS)));

        directory.addUser(user);
        assertThat(refused(GONE, connector.refresh(identity, Set.of(OFFLINE_ACCESS))))
                .as("the same name, and another person")
                .contains("somebody else");
    }

    @Test
    void ticketLogsInWithNestedGroups() throws LDAPException {
        directory.addGroup("ship " + user, directory.addGroup("crew " + user, dn()));
        try (var nested = with(matcher(Map.of("inChain", true)))) {
            var identity = authenticated(accepted(nested.negotiate(TestLogins.request(GROUPS), token())));

            assertThat(identity).isEqualTo(authenticated(nested.login(TestLogins.request(GROUPS), user, password())));
            assertThat(identity.groups()).containsExactlyInAnyOrder("crew " + user, "ship " + user);
        }
    }

    @Test
    void ticketForAnotherServiceIsRefused() {
        notAccepted(connector, ticket(OTHER_ACCOUNT));
        // Of the same account, so that our key opens it.
        authenticated(byTicket(
                ticket(SAME_ACCOUNT),
                with(entry("kerberos.spn", SAME_ACCOUNT), entry("kerberos.keytabPrincipal", SERVICE))));
        notAccepted(with(entry("kerberos.spn", SERVICE)), ticket(SAME_ACCOUNT));
        notAccepted(with(entry("kerberos.expectedRealm", "OTHER.EXAMPLE.COM")), ticket(SERVICE));
    }

    @Test
    void wholePrincipalIsLookedUp() {
        try (var whole = with(
                entry("kerberos.usernameFromPrincipal", "userPrincipalName"),
                entry("userSearch.username", List.of("userPrincipalName")))) {
            authenticated(byTicket(ticket(SERVICE), whole));
        }
    }

    private Secret ticket(String service) {
        try {
            return KerberosClient.logIn(directory, user).token(service);
        } catch (LoginException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private LoginResult byTicket(Secret token) {
        return byTicket(token, connector);
    }

    private static LoginResult byTicket(Secret token, LdapConnector with) {
        return accepted(with.negotiate(TestLogins.request(), token));
    }

    private static LoginResult accepted(Negotiation negotiation) {
        return switch (negotiation) {
            case Negotiation.Accepted accepted -> accepted.login();
            case Negotiation.NotAccepted not -> throw new AssertionError("not accepted: " + not.detail());
        };
    }

    private static void notAccepted(LdapConnector by, Secret token) {
        assertThat(by.negotiate(TestLogins.request(), token)).isInstanceOf(Negotiation.NotAccepted.class);
    }

    private String dn() {
        return "CN=" + user + "," + ActiveDirectory.USERS;
    }

    private LoginResult logIn(LdapConnector with) {
        return with.login(TestLogins.request(GROUPS, OFFLINE_ACCESS), user, password());
    }

    private static Map.Entry<String, Object> matcher(Map<String, ?> more) {
        var matcher = new java.util.LinkedHashMap<String, Object>(Map.of("userAttr", "DN", "groupAttr", "member"));
        matcher.putAll(more);
        return entry("groupSearch.userMatchers", List.of(matcher));
    }

    private List<String> groups(Map.Entry<String, ?> change) {
        try (var changed = with(change)) {
            return authenticated(logIn(changed)).groups();
        }
    }

    @SafeVarargs
    private static LdapConnector with(Map.Entry<String, ?>... changes) {
        return TestDirectory.open(Configurations.with(configuration(), changes));
    }

    private static Map<String, Object> configuration() {
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
                    Map.of("baseDN", ActiveDirectory.USERS, "filter", "(objectClass=group)", "nameAttr", "cn"),
                    "kerberos",
                    Map.of("enabled", true, "keytabPath", keytab.toString()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
