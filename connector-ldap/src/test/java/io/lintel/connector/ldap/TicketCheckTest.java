package io.lintel.connector.ldap;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which tickets are good, of whom, for what and when.
final class TicketCheckTest {

    private KerberosOffice office;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, LDAPException {
        office = new KerberosOffice(folder.resolve("keytab"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void expiredTicketIsRefused() {
        var now = Instant.now();
        office.notAccepted(office.realm.ticket("alice").validFrom(now.minusSeconds(7200), now.minusSeconds(400)));
    }

    @Test
    void ticketOfTomorrowIsRefused() {
        var now = Instant.now();
        office.notAccepted(office.realm.ticket("alice").validFrom(now.plusSeconds(400), now.plusSeconds(7200)));
    }

    @Test
    void clockThatIsFarOffIsRefused() {
        assertThat(office.notAccepted(
                        office.realm.ticket("alice").shownAt(Instant.now().minusSeconds(320))))
                .contains("Clock skew");
        assertThat(office.notAccepted(
                        office.realm.ticket("alice").shownAt(Instant.now().plusSeconds(320))))
                .contains("Clock skew");
    }

    @Test
    void maxClockSkewWidensAndNarrowsWhatClocksMayBeOff() {
        var fourMinutesAgo = Instant.now().minusSeconds(240);
        var tenMinutesAgo = Instant.now().minusSeconds(600);
        authenticated(office.accepted(
                office.realm.ticket("alice").shownAt(fourMinutesAgo).token()));
        try (var narrow = office.with(entry("maxClockSkew", 60))) {
            office.notAccepted(
                    narrow, office.realm.ticket("alice").shownAt(fourMinutesAgo).token());
            assertThatExceptionOfType(ConnectorException.class)
                    .isThrownBy(() -> office.with(entry("maxClockSkew", 900)))
                    .withMessageContaining("maxClockSkew");
        } finally {
            forgetClockSkew();
        }
        try (var wide = office.with(entry("maxClockSkew", 900))) {
            authenticated(office.accepted(
                    wide, office.realm.ticket("alice").shownAt(tenMinutesAgo).token()));
        } finally {
            forgetClockSkew();
        }
        office.notAccepted(office.realm.ticket("alice").shownAt(tenMinutesAgo));
    }

    private static void forgetClockSkew() {
        System.clearProperty(ClockSkew.FILE);
        ClockSkew.readAgain();
    }

    @Test
    void ticketSealedWithAnotherKeyIsRefused() {
        office.notAccepted(office.realm.ticket("alice").withAnotherKey());
    }

    @Test
    void ticketForAnotherServiceIsRefused() throws IOException {
        office.realm.keytab(office.keytab, TestRealm.SERVICE, "host/login.example.com");
        assertThat(office.notAccepted(office.realm.ticket("alice").forService("host/login.example.com")))
                .contains("host/login.example.com");
        assertThat(office.notAccepted(office.realm.ticket("alice").forService("HTTP/unknown.example.com")))
                .contains("HTTP/unknown.example.com");
    }

    @Test
    void spnNarrowsTheServices() {
        authenticated(office.accepted(office.realm
                .ticket("alice")
                .forService("HTTP/other.example.com")
                .token()));
        for (var spn : List.of("http/LOGIN.example.com", TestRealm.SERVICE + "@" + TestRealm.NAME)) {
            try (var narrow = office.with(entry("spn", spn))) {
                authenticated(office.accepted(narrow, office.realm.token("alice")));
                assertThat(office.notAccepted(
                                narrow,
                                office.realm
                                        .ticket("alice")
                                        .forService("HTTP/other.example.com")
                                        .token()))
                        .contains("kerberos.spn");
            }
        }
    }

    /// What stands in the clear can be changed by anybody: it must not make a token new.
    @Test
    void tokenShownBeforeIsRefusedThoughItSaysItIsForAnotherService() {
        var tokens = office.realm.ticket("alice").rewrittenFor("HTTP/other.example.com");

        authenticated(office.accepted(tokens.getFirst()));
        assertThat(office.notAccepted(office.connector, tokens.getLast())).contains("shown before");
    }

    @Test
    void tokenShownToAReplicaIsRefusedThoughItSaysItIsForAnotherService() {
        var tokens = office.realm.ticket("alice").rewrittenFor("HTTP/other.example.com");
        var shared = TestLogins.remembering();
        try (var one = office.sharing(shared, false);
                var other = office.sharing(shared, false)) {
            authenticated(office.accepted(one, tokens.getFirst()));
            assertThat(office.notAccepted(other, tokens.getLast())).contains("shown before");
        }
    }

    @Test
    void dexMindsTheRealmOnlyIfItIsConfigured() {
        try (var dex = office.sharing(TestLogins.remembering(), true)) {
            authenticated(office.accepted(
                    dex,
                    office.realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
        }
    }

    @Test
    void ownerOfAnotherRealmIsSomebodyElse() {
        assertThat(office.notAccepted(office.realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM")))
                .contains("OTHER.EXAMPLE.COM");
        try (var foreign = office.with(entry("expectedRealm", "other.example.com"))) {
            authenticated(office.accepted(
                    foreign,
                    office.realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
            office.notAccepted(foreign, office.realm.token("alice"));
        }
        try (var any = office.with(entry("expectedRealm", "*"))) {
            authenticated(office.accepted(
                    any,
                    office.realm.ticket("alice").ofRealm("OTHER.EXAMPLE.COM").token()));
        }
    }

    @Test
    void somethingElseThanKerberosIsNotAccepted() {
        var request = office.realm.ticket("alice").request();

        assertThat(office.notAccepted(
                        office.connector,
                        TestRealm.encoded(TestRealm.spnego(List.of(TestRealm.NTLM, TestRealm.KERBEROS), request))))
                .contains("prefers something else");
        assertThat(office.notAccepted(office.connector, Secret.of("TlRMTVNTUAABAAAAl4II4gAAAAA=")))
                .contains("NTLM");
        authenticated(office.accepted(
                TestRealm.encoded(TestRealm.spnego(List.of("1.2.840.48018.1.2.2", TestRealm.KERBEROS), request))));
    }
}
