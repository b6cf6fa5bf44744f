package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Negotiation;
import io.lintel.connector.OneTimeUse;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.NegotiateConnectorContract;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
    private final TestRealm realm = new TestRealm();

    private final Path keytab;
    private TestDirectory directory;
    private LdapConnector connector;

    KerberosTest(@TempDir Path folder) {
        keytab = folder.resolve("keytab");
    }

    @BeforeEach
    void open() throws IOException, LDAPException {
        realm.keytab(keytab, TestRealm.SERVICE, "HTTP/other.example.com");
        directory = TestDirectory.plain();
        connector = with();
    }

    @AfterEach
    void close() {
        connector.close();
        directory.close();
    }

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(directory.open(entry("host", "127.0.0.1:1"), kerberos(Map.of())));
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
        return realm.token("alice");
    }

    @Override
    public Optional<io.lintel.connector.Identity> gone() {
        try {
            directory.addPerson("gone", "x");
            var identity = authenticated(accepted(realm.token("gone"), OFFLINE_ACCESS));
            directory.delete(TestDirectory.person("gone"));
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
        directory.addGroup("crew", TestDirectory.ALICE);

        var identity = authenticated(accepted(realm.token("alice"), GROUPS, OFFLINE_ACCESS));

        assertThat(identity.userId()).isEqualTo("alice");
        assertThat(identity.groups()).containsExactly("crew");
        assertThat(authenticated(connector.refresh(identity, Set.of(GROUPS, OFFLINE_ACCESS))))
                .isEqualTo(identity);
    }

    @Test
    void bareKerberosTokenIsAcceptedToo() {
        authenticated(accepted(realm.ticket("alice").bareToken()));
    }

    @Test
    void browserIsAnswered() {
        assertThat(connector.negotiate(TestLogins.request(), token()))
                .isInstanceOfSatisfying(Negotiation.Accepted.class, accepted -> assertThat(accepted.answer())
                        .isNotEmpty());
    }

    @Test
    void expiredTicketIsRefused() {
        var now = Instant.now();
        notAccepted(realm.ticket("alice").validFrom(now.minusSeconds(7200), now.minusSeconds(400)));
    }

    @Test
    void ticketOfTomorrowIsRefused() {
        var now = Instant.now();
        notAccepted(realm.ticket("alice").validFrom(now.plusSeconds(400), now.plusSeconds(7200)));
    }

    @Test
    void clockThatIsFarOffIsRefused() {
        assertThat(notAccepted(realm.ticket("alice").shownAt(Instant.now().minusSeconds(320))))
                .contains("Clock skew");
        assertThat(notAccepted(realm.ticket("alice").shownAt(Instant.now().plusSeconds(320))))
                .contains("Clock skew");
    }

    @Test
    void maxClockSkewWidensAndNarrowsWhatClocksMayBeOff() {
        var fourMinutesAgo = Instant.now().minusSeconds(240);
        var tenMinutesAgo = Instant.now().minusSeconds(600);
        authenticated(accepted(realm.ticket("alice").shownAt(fourMinutesAgo).token()));
        try (var narrow = with(entry("maxClockSkew", 60))) {
            notAccepted(narrow, realm.ticket("alice").shownAt(fourMinutesAgo).token());
            assertThatExceptionOfType(ConnectorException.class)
                    .isThrownBy(() -> with(entry("maxClockSkew", 900)))
                    .withMessageContaining("maxClockSkew");
        } finally {
            forgetClockSkew();
        }
        try (var wide = with(entry("maxClockSkew", 900))) {
            authenticated(
                    accepted(wide, realm.ticket("alice").shownAt(tenMinutesAgo).token()));
        } finally {
            forgetClockSkew();
        }
        notAccepted(realm.ticket("alice").shownAt(tenMinutesAgo));
    }

    private static void forgetClockSkew() {
        System.clearProperty(ClockSkew.FILE);
        ClockSkew.readAgain();
    }

    @Test
    void ticketSealedWithAnotherKeyIsRefused() {
        notAccepted(realm.ticket("alice").withAnotherKey());
    }

    @Test
    void ticketForAnotherServiceIsRefused() throws IOException {
        realm.keytab(keytab, TestRealm.SERVICE, "host/login.example.com");
        assertThat(notAccepted(realm.ticket("alice").forService("host/login.example.com")))
                .contains("host/login.example.com");
        assertThat(notAccepted(realm.ticket("alice").forService("HTTP/unknown.example.com")))
                .contains("HTTP/unknown.example.com");
    }

    @Test
    void spnNarrowsTheServices() {
        authenticated(accepted(
                realm.ticket("alice").forService("HTTP/other.example.com").token()));
        for (var spn : List.of("http/LOGIN.example.com", TestRealm.SERVICE + "@" + TestRealm.NAME)) {
            try (var narrow = with(entry("spn", spn))) {
                authenticated(accepted(narrow, realm.token("alice")));
                assertThat(notAccepted(
                                narrow,
                                realm.ticket("alice")
                                        .forService("HTTP/other.example.com")
                                        .token()))
                        .contains("kerberos.spn");
            }
        }
    }

    @Test
    void keyMayBeKeptUnderAnotherName() throws IOException {
        realm.keytab(keytab, "websso");
        try (var renamed = with(entry("spn", TestRealm.SERVICE), entry("keytabPrincipal", "websso"))) {
            authenticated(accepted(renamed, realm.token("alice")));
        }
    }

    /// What stands in the clear can be changed by anybody: it must not make a token new.
    @Test
    void tokenShownBeforeIsRefusedThoughItSaysItIsForAnotherService() {
        var tokens = realm.ticket("alice").rewrittenFor("HTTP/other.example.com");

        authenticated(accepted(tokens.getFirst()));
        assertThat(notAccepted(connector, tokens.getLast())).contains("shown before");
    }

    @Test
    void tokenShownToAReplicaIsRefusedThoughItSaysItIsForAnotherService() {
        var tokens = realm.ticket("alice").rewrittenFor("HTTP/other.example.com");
        var shared = TestLogins.remembering();
        try (var one = sharing(shared, false);
                var other = sharing(shared, false)) {
            authenticated(accepted(one, tokens.getFirst()));
            assertThat(notAccepted(other, tokens.getLast())).contains("shown before");
        }
    }

    private LdapConnector sharing(OneTimeUse used, boolean dexCompatible) {
        var configuration = Configurations.of(Configurations.with(directory.configuration(), kerberos(Map.of())));
        var context = TestLogins.context("corp", Clock.systemUTC(), used);
        return new LdapConnectorFactory()
                .create(
                        configuration,
                        new ConnectorContext(
                                context.id(),
                                context.callback(),
                                context.httpClient(),
                                context.clock(),
                                used,
                                dexCompatible));
    }

    @Test
    void dexMindsTheRealmOnlyIfItIsConfigured() {
        try (var dex = sharing(TestLogins.remembering(), true)) {
            authenticated(accepted(
                    dex, realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
        }
    }

    @Test
    void ownerOfAnotherRealmIsSomebodyElse() {
        assertThat(notAccepted(realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM")))
                .contains("OTHER.EXAMPLE.COM");
        try (var foreign = with(entry("expectedRealm", "other.example.com"))) {
            authenticated(accepted(
                    foreign, realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
            notAccepted(foreign, realm.token("alice"));
        }
        try (var any = with(entry("expectedRealm", "*"))) {
            authenticated(accepted(
                    any, realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
        }
    }

    @Test
    void wholePrincipalCanBeLookedUp() throws LDAPException {
        directory.set(TestDirectory.ALICE, "userPrincipalName", "alice@" + TestRealm.NAME);
        var changes = List.<Map.Entry<String, ?>>of(
                entry("userSearch.username", List.of("userPrincipalName")),
                kerberos(Map.of("usernameFromPrincipal", "userprincipalname")));
        try (var whole = directory.open(changes.getFirst(), changes.getLast())) {
            authenticated(accepted(whole, realm.token("alice")));
            refused(
                    WRONG_CREDENTIALS,
                    accepted(
                            whole,
                            realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
        }
    }

    @Test
    void ownerWithoutAnEntryIsRefused() {
        refused(WRONG_CREDENTIALS, accepted(realm.token("nobody")));
        refused(WRONG_CREDENTIALS, accepted(realm.token("*")));
        refused(WRONG_CREDENTIALS, accepted(realm.token("alice/admin")));
        notAccepted(realm.ticket("alice@" + TestRealm.NAME));
    }

    @Test
    @Tag("SEC-J8")
    void closedAccountIsRefusedThoughItsTicketIsGood() throws LDAPException {
        directory.set(TestDirectory.ALICE, "msDS-User-Account-Control-Computed", "16");
        refused(ACCOUNT_LOCKED, accepted(token()));
        directory.set(TestDirectory.ALICE, "msDS-User-Account-Control-Computed", "8388608");
        refused(PASSWORD_EXPIRED, accepted(token()));
        directory.set(TestDirectory.ALICE, "userAccountControl", "514");
        refused(ACCOUNT_DISABLED, accepted(token()));
    }

    @Test
    void somethingElseThanKerberosIsNotAccepted() {
        var request = realm.ticket("alice").request();

        assertThat(notAccepted(
                        connector,
                        TestRealm.encoded(TestRealm.spnego(List.of(TestRealm.NTLM, TestRealm.KERBEROS), request))))
                .contains("prefers something else");
        assertThat(notAccepted(connector, Secret.of("TlRMTVNTUAABAAAAl4II4gAAAAA=")))
                .contains("NTLM");
        authenticated(accepted(
                TestRealm.encoded(TestRealm.spnego(List.of("1.2.840.48018.1.2.2", TestRealm.KERBEROS), request))));
    }

    @Test
    void missingKeytabTakesNoTicketsUntilItIsThere() throws IOException {
        Files.delete(keytab);
        try (var waiting = with(entry("fallbackToPassword", true))) {
            assertThat(waiting.capabilities()).doesNotContain(Capability.NEGOTIATE);
            notAccepted(waiting, token());

            realm.keytab(keytab, TestRealm.SERVICE);
            assertThat(waiting.capabilities()).contains(Capability.NEGOTIATE);
            authenticated(accepted(waiting, token()));
        }
    }

    @Test
    void keytabThatCannotBeUsedIsAMisconfiguration() throws IOException {
        misconfigured("keytabPath is missing", Map.of("keytabPath", " "));
        misconfigured("holds no key of HTTP/elsewhere", Map.of("spn", "HTTP/elsewhere"));
        misconfigured("holds no key of websso", Map.of("keytabPrincipal", "websso"));
        realm.keytab(keytab, "host/login.example.com");
        misconfigured("holds no key of a service HTTP/", Map.of());
        var whole = Files.readAllBytes(keytab);
        Files.write(keytab, java.util.Arrays.copyOf(whole, whole.length - 3));
        misconfigured("cut short", Map.of());
        Files.writeString(keytab, "not a keytab");
        misconfigured("not a keytab", Map.of());
    }

    @Test
    void withoutTheBlockNoTicketIsTaken() {
        try (var none = directory.open();
                var disabled = directory.open(entry("kerberos", Map.of("enabled", false)))) {
            assertThat(none.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            assertThat(disabled.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
            notAccepted(none, token());
            assertThat(none.alsoTakesPasswords()).isTrue();
        }
    }

    @Test
    void passwordsAreTakenAsWellIfConfigured() {
        assertThat(connector.alsoTakesPasswords()).isFalse();
        try (var both = with(entry("fallbackToPassword", true))) {
            assertThat(both.alsoTakesPasswords()).isTrue();
        }
    }

    private void misconfigured(String because, Map<String, ?> changes) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> directory.open(kerberos(changes)))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(MISCONFIGURED))
                .withMessageContaining(because);
    }

    private LoginResult accepted(Secret token, Wanted... wanted) {
        return accepted(connector, token, wanted);
    }

    private static LoginResult accepted(LdapConnector by, Secret token, Wanted... wanted) {
        return switch (by.negotiate(TestLogins.request(wanted), token)) {
            case Negotiation.Accepted accepted -> accepted.login();
            case Negotiation.NotAccepted not -> throw new AssertionError("not accepted: " + not.detail());
        };
    }

    private String notAccepted(TestRealm.Ticket ticket) {
        return notAccepted(connector, ticket.token());
    }

    private static String notAccepted(LdapConnector by, Secret token) {
        return switch (by.negotiate(TestLogins.request(), token)) {
            case Negotiation.Accepted accepted -> throw new AssertionError("was accepted");
            case Negotiation.NotAccepted not -> not.detail();
        };
    }

    @SafeVarargs
    private LdapConnector with(Map.Entry<String, ?>... changes) {
        var block = new LinkedHashMap<String, Object>();
        for (var change : changes) {
            block.put(change.getKey(), change.getValue());
        }
        return directory.open(kerberos(block));
    }

    private Map.Entry<String, Object> kerberos(Map<String, ?> changes) {
        var block = new LinkedHashMap<String, Object>();
        block.put("enabled", true);
        block.put("keytabPath", keytab.toString());
        block.putAll(changes);
        return entry("kerberos", block);
    }
}
