package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.ACCOUNT_DISABLED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.testkit.NegotiateConnectorContract;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Login by ticket, with tickets made to measure.
final class KerberosTest implements PasswordConnectorContract, RefreshingConnectorContract, NegotiateConnectorContract {

    private KerberosOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, LDAPException {
        office = new KerberosOffice(folder.resolve("keytab"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    public PasswordConnector connector() {
        return office.connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(office.directory.open(entry("host", "127.0.0.1:1"), office.kerberos(Map.of())));
    }

    @Override
    public String username() {
        return "alice";
    }

    @Override
    public Secret password() {
        return Secret.of(TestDirectory.PASSWORD);
    }

    @Override
    public Secret token() {
        return office.realm.token("alice");
    }

    @Override
    public Optional<io.lintel.connector.Identity> gone() {
        try {
            office.directory.addPerson("gone", "x");
            var identity = authenticated(office.accepted(office.realm.token("gone"), OFFLINE_ACCESS));
            office.directory.delete(TestDirectory.person("gone"));
            return Optional.of(identity);
        } catch (LDAPException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// The example of RFC 3961, appendix A.1, so that the tickets of these tests are ones.
    @Test
    void foldingIsThatOfTheStandard() {
        assertThat(folded("kerberos", 8)).isEqualTo("6b65726265726f73");
        assertThat(folded("kerberos", 16)).isEqualTo("6b65726265726f737b9b5b2b93132b93");
        assertThat(folded("012345", 8)).isEqualTo("be072631276b1955");
        assertThat(folded("password", 7)).isEqualTo("78a07b6caf85fa");
    }

    private static String folded(String text, int size) {
        return HexFormat.of()
                .formatHex(KerberosCipher.folded(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), size));
    }

    @Test
    void ticketLogsInWithGroupsAndCanBeRefreshed() throws LDAPException {
        office.directory.addGroup("crew", TestDirectory.ALICE);

        var identity = authenticated(office.accepted(office.realm.token("alice"), GROUPS, OFFLINE_ACCESS));

        assertThat(identity.userId()).isEqualTo("alice");
        assertThat(identity.groups()).containsExactly("crew");
        assertThat(authenticated(office.connector.refresh(identity, Set.of(GROUPS, OFFLINE_ACCESS))))
                .isEqualTo(identity);
    }

    @Test
    void bareKerberosTokenIsAcceptedToo() {
        authenticated(office.accepted(office.realm.ticket("alice").bareToken()));
    }

    @Test
    void browserIsAnswered() {
        assertThat(office.connector.negotiate(TestLogins.request(), token()))
                .isInstanceOfSatisfying(Negotiation.Accepted.class, accepted -> assertThat(accepted.answer())
                        .isNotEmpty());
    }

    @Test
    void wholePrincipalCanBeLookedUp() throws LDAPException {
        office.directory.set(TestDirectory.ALICE, "userPrincipalName", "alice@" + TestRealm.NAME);
        var changes = List.<Map.Entry<String, ?>>of(
                entry("userSearch.username", List.of("userPrincipalName")),
                office.kerberos(Map.of("usernameFromPrincipal", "userprincipalname")));
        try (var whole = office.directory.open(changes.getFirst(), changes.getLast())) {
            authenticated(office.accepted(whole, office.realm.token("alice")));
            refused(
                    WRONG_CREDENTIALS,
                    office.accepted(
                            whole,
                            office.realm
                                    .ticket("alice")
                                    .ofRealm("OTHER.EXAMPLE.COM")
                                    .token()));
        }
    }

    @Test
    void ownerWithoutAnEntryIsRefused() {
        refused(WRONG_CREDENTIALS, office.accepted(office.realm.token("nobody")));
        refused(WRONG_CREDENTIALS, office.accepted(office.realm.token("*")));
        refused(WRONG_CREDENTIALS, office.accepted(office.realm.token("alice/admin")));
        office.notAccepted(office.realm.ticket("alice@" + TestRealm.NAME));
    }

    @Test
    @Tag("SEC-J8")
    void closedAccountIsRefusedThoughItsTicketIsGood() throws LDAPException {
        office.directory.set(TestDirectory.ALICE, "msDS-User-Account-Control-Computed", "16");
        refused(ACCOUNT_LOCKED, office.accepted(token()));
        office.directory.set(TestDirectory.ALICE, "msDS-User-Account-Control-Computed", "8388608");
        refused(PASSWORD_EXPIRED, office.accepted(token()));
        office.directory.set(TestDirectory.ALICE, "userAccountControl", "514");
        refused(ACCOUNT_DISABLED, office.accepted(token()));
    }
}
