package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.GONE;
import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.ldap.SambaPerson.matcher;
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
import io.lintel.connector.testkit.NegotiateConnectorContract;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static Path keytab;

    private SambaPerson person;

    @BeforeAll
    static void provide(ActiveDirectory directory) throws LDAPException, IOException, InterruptedException {
        keytab = directory.addServices("websso", SERVICE, SAME_ACCOUNT);
        directory.addServices("elsewhere", OTHER_ACCOUNT);
    }

    @BeforeEach
    void open(ActiveDirectory directory) throws LDAPException {
        person = new SambaPerson(
                directory, Map.of("kerberos", Map.of("enabled", true, "keytabPath", keytab.toString())));
    }

    @AfterEach
    void close() {
        person.close();
    }

    @Override
    public PasswordConnector connector() {
        return person.connector;
    }

    @Override
    public Secret password() {
        return person.password();
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(person.with(entry("host", "127.0.0.1:1")));
    }

    @Override
    public String username() {
        return person.user;
    }

    @Override
    public Secret token() {
        return ticket(SERVICE);
    }

    @Override
    public Optional<Identity> gone() {
        try {
            var identity = authenticated(person.logIn(person.connector));
            person.directory.delete(person.dn());
            return Optional.of(identity);
        } catch (LDAPException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void bothNamesOfAUserLogIn() {
        var byAccountName = authenticated(person.connector.login(TestLogins.request(), person.user, person.password()));
        var byPrincipalName = authenticated(
                person.connector.login(TestLogins.request(), person.user + "@corp.example.com", person.password()));

        assertThat(byPrincipalName).isEqualTo(byAccountName);
        assertThat(byAccountName.username()).isEqualTo("The user " + person.user);
        assertThat(byAccountName.preferredUsername()).isEqualTo(person.user);
    }

    /// Active Directory itself finds the entry by the text.
    @Test
    void binaryIdsAreTheTextActiveDirectoryKnows() throws LDAPException {
        var guid = authenticated(person.logIn(person.connector)).userId();
        assertThat(guid).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(nameOf("<GUID=" + guid + ">")).isEqualTo(person.user);

        try (var bySid = person.with(entry("userSearch.idAttr", "objectSid"))) {
            var sid = authenticated(person.logIn(bySid)).userId();
            assertThat(sid).startsWith("S-1-5-21-");
            assertThat(nameOf("<SID=" + sid + ">")).isEqualTo(person.user);
        }
    }

    private String nameOf(String base) throws LDAPException {
        var found =
                person.directory.admin().searchForEntry(base, SearchScope.BASE, "(objectClass=*)", "sAMAccountName");
        return found == null ? "nobody" : String.valueOf(found.getAttributeValue("sAMAccountName"));
    }

    @Test
    @Tag("SEC-J8")
    void ticketDoesNotOutliveTheAccountItWasGivenTo() throws LDAPException, LoginException {
        var client = KerberosClient.logIn(person.directory, person.user);
        authenticated(byTicket(client.token(SERVICE)));
        for (var i = 0; i < 3; i++) {
            person.connector.login(TestLogins.request(), person.user, Secret.of("a guess"));
        }
        refused(ACCOUNT_LOCKED, byTicket(client.token(SERVICE)));

        person.directory.set(person.dn(), "lockoutTime", "0");
        person.directory.set(person.dn(), "pwdLastSet", "0");
        refused(PASSWORD_EXPIRED, byTicket(client.token(SERVICE)));

        person.directory.set(person.dn(), "userAccountControl", "514");
        refused(ACCOUNT_DISABLED, byTicket(client.token(SERVICE)));

        person.directory.delete(person.dn());
        refused(WRONG_CREDENTIALS, byTicket(client.token(SERVICE)));
    }

    @Test
    void ldapsAndStartTlsWorkAndNothingElse() {
        try (var startTls = person.with(entry("startTLS", true));
                var plain = person.with(entry("insecureNoSSL", true), entry("rootCAData", Configurations.ABSENT))) {
            authenticated(person.logIn(person.connector));
            authenticated(person.logIn(startTls));
            assertThat(faulty(MISCONFIGURED, () -> person.logIn(plain)))
                    .hasMessageContaining("the directory wants TLS");
        }
    }

    /// A search from the top of a domain is answered with references to its other partitions.
    @Test
    @Tag("SEC-J3")
    void referencesToOtherPartitionsAreNotFollowed() {
        try (var top = person.with(entry("userSearch.baseDN", ActiveDirectory.BASE))) {
            authenticated(person.logIn(top));
        }
    }

    @Test
    void goneIsToldApartFromUnreachable() throws LDAPException {
        var identity = authenticated(person.logIn(person.connector));
        try (var unreachable = person.with(entry("host", "127.0.0.1:1"))) {
            faulty(UNAVAILABLE, () -> unreachable.refresh(identity, Set.of(OFFLINE_ACCESS)));
        }
        person.directory.delete(person.dn());
        refused(GONE, person.connector.refresh(identity, Set.of(OFFLINE_ACCESS)));

        person.directory.addUser(person.user);
        assertThat(refused(GONE, person.connector.refresh(identity, Set.of(OFFLINE_ACCESS))))
                .as("the same name, and another person")
                .contains("somebody else");
    }

    @Test
    void ticketLogsInWithNestedGroups() throws LDAPException {
        person.directory.addGroup("ship " + person.user, person.directory.addGroup("crew " + person.user, person.dn()));
        try (var nested = person.with(matcher(Map.of("inChain", true)))) {
            var identity = authenticated(accepted(nested.negotiate(TestLogins.request(GROUPS), token())));

            assertThat(identity)
                    .isEqualTo(authenticated(nested.login(TestLogins.request(GROUPS), person.user, person.password())));
            assertThat(identity.groups()).containsExactlyInAnyOrder("crew " + person.user, "ship " + person.user);
        }
    }

    @Test
    void ticketForAnotherServiceIsRefused() {
        notAccepted(person.connector, ticket(OTHER_ACCOUNT));
        // Of the same account, so that our key opens it.
        authenticated(byTicket(
                ticket(SAME_ACCOUNT),
                person.with(entry("kerberos.spn", SAME_ACCOUNT), entry("kerberos.keytabPrincipal", SERVICE))));
        notAccepted(person.with(entry("kerberos.spn", SERVICE)), ticket(SAME_ACCOUNT));
        notAccepted(person.with(entry("kerberos.expectedRealm", "OTHER.EXAMPLE.COM")), ticket(SERVICE));
    }

    @Test
    void wholePrincipalIsLookedUp() {
        try (var whole = person.with(
                entry("kerberos.usernameFromPrincipal", "userPrincipalName"),
                entry("userSearch.username", List.of("userPrincipalName")))) {
            authenticated(byTicket(ticket(SERVICE), whole));
        }
    }

    private Secret ticket(String service) {
        try {
            return KerberosClient.logIn(person.directory, person.user).token(service);
        } catch (LoginException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private LoginResult byTicket(Secret token) {
        return byTicket(token, person.connector);
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
}
