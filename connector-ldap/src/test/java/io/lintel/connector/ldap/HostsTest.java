package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several hosts with one directory, and what happens when one of them does not work.
@Timeout(60)
final class HostsTest {
    private TestDirectory first;
    private TestDirectory second;

    @BeforeEach
    void open() throws LDAPException {
        first = TestDirectory.plain();
        second = TestDirectory.plain();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void firstHostIsUsedWhileItWorks() {
        try (var connector = both()) {
            authenticated(logIn(connector));
            authenticated(logIn(connector));
        }
        assertThat(first.wire().searches()).isNotEmpty();
        assertThat(second.wire().binds()).isEmpty();
    }

    @Test
    void hostThatIsDownIsPassedOver() {
        first.stop();

        try (var connector = both()) {
            authenticated(logIn(connector));
        }
    }

    @Test
    void hostThatGoesDownBetweenLoginsIsPassedOver() {
        try (var connector = both()) {
            authenticated(logIn(connector));
            first.stop();

            authenticated(logIn(connector));
        }
    }

    @Test
    void hostThatIsBusyIsPassedOver() {
        first.wire().failSearches(ResultCode.BUSY, "too much to do");

        try (var connector = both()) {
            authenticated(logIn(connector));
        }
    }

    @Test
    void hostThatIsBusyWithBindsIsPassedOver() {
        first.wire().answerBind(TestDirectory.ALICE, HostsTest::unavailable);

        try (var connector = both()) {
            authenticated(logIn(connector));
        }
        first.wire().answerBind(TestDirectory.READER, HostsTest::unavailable);
        try (var connector = both()) {
            authenticated(logIn(connector));
        }
    }

    private static BindResult unavailable(BindResult result) {
        return new BindResult(result.getMessageID(), ResultCode.UNAVAILABLE, "starting", null, null, null);
    }

    @Test
    void hostThatHangsIsPassedOverAndNotAskedAgainSoon() throws IOException {
        try (var hanging = new ScriptedPeer(ScriptedPeer.Conversation::readAll);
                var connector = second.open(
                        entry("host", "127.0.0.1:" + hanging.port() + ", 127.0.0.1:" + second.port()),
                        entry("operationTimeout", "PT2S"))) {
            authenticated(logIn(connector));
            authenticated(logIn(connector));

            assertThat(hanging.connections()).isEqualTo(1);
        }
    }

    @Test
    void directoryThatWasRestartedIsUsedAgainAtOnce() throws LDAPException {
        try (var connector = first.open()) {
            authenticated(logIn(connector));
            first.stop();
            faulty(UNAVAILABLE, () -> logIn(connector));
            first.restart();

            authenticated(logIn(connector));
        }
    }

    /// The connections that were idle are broken, though the directory is well.
    @Test
    void restartBetweenTwoLoginsIsNotNoticed() throws LDAPException {
        try (var connector = first.open()) {
            authenticated(logIn(connector));
            first.stop();
            first.restart();

            authenticated(logIn(connector));
        }
    }

    @Test
    void restartIsNotNoticedHoweverManyConnectionsWereIdle() throws LDAPException {
        try (var connections = Directory.of(Configurations.of(first.configuration()))) {
            var deadline = Deadline.in(Duration.ofMinutes(1));
            assertThat(connections.<Integer>search(
                            "one",
                            deadline,
                            _ -> connections.search(
                                    "two", deadline, _ -> connections.search("three", deadline, _ -> 3))))
                    .isEqualTo(3);
            first.stop();
            first.restart();

            assertThat(connections.<Boolean>search("again", deadline, connection -> connection.getRootDSE() != null))
                    .isTrue();
        }
    }

    @Test
    void everyHostIsNamedWhenNoneWorks() {
        first.stop();
        second.stop();

        try (var connector = both()) {
            assertThat(faulty(UNAVAILABLE, () -> logIn(connector)))
                    .hasMessageContaining("127.0.0.1:" + first.port())
                    .hasMessageContaining("localhost:" + second.port());
        }
    }

    @Test
    void nameThatDoesNotResolveIsUnavailable() {
        try (var connector = first.open(entry("host", "ldap.invalid"))) {
            assertThat(faulty(UNAVAILABLE, () -> logIn(connector))).hasMessageContaining("ldap.invalid:389");
        }
    }

    @Test
    @Tag("SEC-J5")
    void nameWhoseLookUpHangsIsPassedOverAndLookedUpOnce() throws IOException {
        var lookUps = new AtomicInteger();
        var never = new CountDownLatch(1);
        var addresses = new Addresses(name -> {
            if (name.equals("hangs.example.org")) {
                lookUps.incrementAndGet();
                awaitQuietly(never);
            }
            return InetAddress.getAllByName("127.0.0.1");
        });
        var hosts = new Hosts(
                List.of(new DirectoryHost("hangs.example.org", 389), new DirectoryHost("works", second.port())),
                Transport.of(Configurations.of(first.configuration())),
                addresses,
                Duration.ofMillis(200));
        for (var i = 0; i < 3; i++) {
            var link = hosts.connect(Deadline.in(Duration.ofMinutes(1)), 1024, (_, _) -> {});
            assertThat(link.host().name()).isEqualTo("works");
            link.close();
            assertThatThrownBy(() -> addresses.of("hangs.example.org", Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not found within 0.001 s");
        }
        assertThat(lookUps).as("one thread hangs, whoever asks").hasValue(1);
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wrongServicePasswordIsNotTriedOnEveryHost() {
        try (var connector = first.open(entry("host", hosts()), entry("bindPW", "guess"))) {
            faulty(MISCONFIGURED, () -> logIn(connector));
        }
        assertThat(second.wire().binds()).isEmpty();
    }

    private String hosts() {
        return "127.0.0.1:" + first.port() + ",localhost:" + second.port();
    }

    private LdapConnector both() {
        return first.open(entry("host", hosts()));
    }

    private static LoginResult logIn(LdapConnector connector) {
        return connector.login(TestLogins.request(), "alice", Secret.of(TestDirectory.PASSWORD));
    }
}
