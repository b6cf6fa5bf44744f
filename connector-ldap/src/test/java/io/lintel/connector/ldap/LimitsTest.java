package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A directory that is slow, endless or broken holds nobody up and fills no memory.
@Tag("SEC-J5")
@Timeout(120)
final class LimitsTest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Test
    void defaultDeadlinesAreThoseOfTheDocumentation() {
        assertThat(Configurations.keys(LdapConfiguration.class))
                .containsEntry("connectTimeout", "PT5S")
                .containsEntry("operationTimeout", "PT10S")
                .containsEntry("loginTimeout", "PT30S");
    }

    @Test
    void silentDirectoryIsUnavailableAfterTheOperationTimeout() throws IOException {
        try (var peer = new ScriptedPeer(ScriptedPeer.Conversation::readAll)) {
            assertThat(unavailable(peer, entry("operationTimeout", "PT0.2S"))).hasMessageContaining("0.2 s");
        }
    }

    /// Each byte comes in time; all of them do not.
    @Test
    void drippingDirectoryIsUnavailableAfterTheOperationTimeout() throws IOException {
        try (var peer = new ScriptedPeer(conversation -> {
            conversation.read();
            conversation.write(
                    HexFormat.of().parseHex("3084000f0000" + "020101" + "6184000ef000" + "0a0100" + "0484000e0000"));
            while (!NEVER.await(20, TimeUnit.MILLISECONDS)) {
                conversation.write((byte) 'x');
            }
        })) {
            assertThat(unavailable(peer, entry("operationTimeout", "PT0.3S"))).hasMessageContaining("0.3 s");
        }
    }

    @Test
    void silentTlsHandshakeIsUnavailableAfterTheConnectTimeout() throws IOException {
        try (var peer = new ScriptedPeer(ScriptedPeer.Conversation::readAll)) {
            assertThat(unavailable(peer, entry("insecureNoSSL", false), entry("connectTimeout", "PT0.2S")))
                    .hasMessageContaining("0.2 s");
        }
    }

    @Test
    void silentStartTlsIsUnavailableAfterTheConnectTimeout() throws IOException {
        try (var peer = new ScriptedPeer(ScriptedPeer.Conversation::readAll)) {
            assertThat(unavailable(
                            peer,
                            entry("insecureNoSSL", false),
                            entry("startTLS", true),
                            entry("connectTimeout", "PT0.2S")))
                    .hasMessageContaining("0.2 s");
        }
    }

    @Test
    void directoryThatStopsInsideTlsIsUnavailableAfterTheOperationTimeout(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var context = TestCertificate.of(folder, "localhost", "127.0.0.1").context();
        try (var peer = new ScriptedPeer(conversation -> {
            var secured = (SSLSocket) context.getSocketFactory().createSocket(conversation.socket(), null, false);
            secured.setUseClientMode(false);
            secured.startHandshake();
            NEVER.await();
        })) {
            assertThat(unavailable(
                            peer,
                            entry("insecureNoSSL", false),
                            entry("insecureSkipVerify", true),
                            entry("operationTimeout", "PT0.2S")))
                    .hasMessageContaining("0.2 s");
        }
    }

    /// Every step is in time; together they are too slow.
    @Test
    void loginAsAWholeHasADeadline() throws LDAPException {
        try (var directory = TestDirectory.plain();
                var connector = directory.open(entry("loginTimeout", "PT0.000000001S"))) {
            assertThat(faulty(UNAVAILABLE, () -> logIn(connector))).hasMessageContaining("loginTimeout");
        }
    }

    @Test
    void searchesThatWaitForAConnectionHaveADeadline() throws LDAPException {
        try (var directory = TestDirectory.plain();
                var connections = Directory.of(
                        Configurations.of(Configurations.with(directory.configuration(), entry("poolSize", 1))))) {
            var waited = faulty(
                    UNAVAILABLE,
                    () -> connections.search(
                            "holding the only connection",
                            Deadline.in(Duration.ofMinutes(1)),
                            _ -> connections.search("waiting for it", Deadline.in(Duration.ofMillis(50)), _ -> {
                                throw new AssertionError("there were two");
                            })));

            assertThat(waited)
                    .hasMessageMatching("all 1 connections .* 0\\.0[0-9]* s: .*")
                    .hasMessageContaining("poolSize");
        }
    }

    /// Streams groups as long as somebody listens.
    @Test
    void endlessAnswerIsCut() throws IOException {
        var sent = new AtomicLong();
        try (var peer = ScriptedDirectory.with((conversation, message) -> {
                    while (true) {
                        var name = "cn=g" + sent.getAndIncrement() + "," + TestDirectory.GROUPS;
                        conversation.write(
                                ScriptedDirectory.encoded(message, ScriptedDirectory.group(name, "g" + sent.get())));
                    }
                });
                var connector = TestDirectory.open(TestDirectory.configuration("127.0.0.1:" + peer.port()))) {
            assertThat(faulty(INVALID_RESPONSE, () -> logIn(connector)))
                    .hasMessageContaining("more groups than are read");
        }
    }

    @Test
    void hugeNamesAreCutLongBeforeThereAreManyGroups() throws IOException {
        try (var peer = ScriptedDirectory.with((conversation, message) -> {
                    for (var i = 0; i < 2_000; i++) {
                        var name = "cn=g" + i + "," + TestDirectory.GROUPS;
                        conversation.write(ScriptedDirectory.encoded(
                                message, ScriptedDirectory.group(name, "g" + i + "x".repeat(16_000))));
                    }
                });
                var connector = TestDirectory.open(TestDirectory.configuration("127.0.0.1:" + peer.port()))) {
            assertThat(faulty(INVALID_RESPONSE, () -> logIn(connector)))
                    .hasMessageContaining("more groups than are read");
        }
    }

    @Test
    void hugeMessageIsNotRead() throws IOException {
        try (var peer = ScriptedDirectory.with((conversation, message) -> {
                    conversation.write(HexFormat.of().parseHex("308400100001"));
                    conversation.readAll();
                });
                var connector = TestDirectory.open(TestDirectory.configuration("127.0.0.1:" + peer.port()))) {
            assertThat(faulty(UNAVAILABLE, () -> logIn(connector))).hasMessageContaining("larger than the maximum");
        }
    }

    @Test
    void hugeValueIsRefused() throws LDAPException {
        try (var directory = TestDirectory.plain();
                var connector = directory.open()) {
            directory.set(TestDirectory.ALICE, "cn", "x".repeat(16 * 1024 + 1));

            assertThat(faulty(INVALID_RESPONSE, () -> logIn(connector)))
                    .hasMessageContaining("cn")
                    .hasMessageContaining("16385 bytes");
            directory.set(TestDirectory.ALICE, "cn", "x".repeat(16 * 1024));
            authenticated(logIn(connector));
        }
    }

    @SafeVarargs
    private static ConnectorException unavailable(ScriptedPeer peer, Map.Entry<String, ?>... changes) {
        var configuration = TestDirectory.configuration("127.0.0.1:" + peer.port());
        try (var connector = TestDirectory.open(Configurations.with(configuration, changes))) {
            return faulty(UNAVAILABLE, () -> logIn(connector));
        }
    }

    private static LoginResult logIn(LdapConnector connector) {
        return connector.login(TestLogins.request(GROUPS), "alice", Secret.of(TestDirectory.PASSWORD));
    }
}
