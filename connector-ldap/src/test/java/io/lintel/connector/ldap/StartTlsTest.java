package io.lintel.connector.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.sdk.ResultCode;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever sits between us and the directory can do anything to StartTLS but learn a password.
@Tag("SEC-J4")
@Timeout(60)
final class StartTlsTest {
    private static final byte[] AGREED = message(1, extended(ResultCode.SUCCESS));
    private static final byte[] BIND_SUCCESS =
            message(2, new BindResponseProtocolOp(ResultCode.SUCCESS_INT_VALUE, null, null, null, null));

    private static TestCertificate localhost;

    @BeforeAll
    static void certify(@TempDir Path folder) throws IOException, GeneralSecurityException {
        localhost = TestCertificate.of(folder, "localhost", "127.0.0.1");
    }

    @Test
    void refusedStartTlsSendsNoCredential() throws IOException {
        for (var code : List.of(
                ResultCode.PROTOCOL_ERROR,
                ResultCode.UNAVAILABLE,
                ResultCode.UNWILLING_TO_PERFORM,
                ResultCode.REFERRAL,
                ResultCode.OPERATIONS_ERROR)) {
            attack(answering(message(1, extended(code))));
            // Who refuses and offers TLS all the same is not believed either.
            attack(conversation -> answerThenTls(conversation, message(1, extended(code))));
        }
    }

    @Test
    void strippedStartTlsSendsNoCredential() throws IOException {
        // Agreed to, but what follows is no TLS.
        attack(answering(AGREED, BIND_SUCCESS));
        attack(conversation -> {
            conversation.read();
            conversation.write(AGREED);
            conversation.read();
            conversation.write(BIND_SUCCESS);
            conversation.readAll();
        });
        attack(conversation -> {
            conversation.read();
            conversation.hangUp();
        });
    }

    @Test
    void otherAnswersThanAgreementSendNoCredential() throws IOException {
        attack(answering(message(2, extended(ResultCode.SUCCESS))));
        attack(answering(message(1, new BindResponseProtocolOp(0, null, null, null, null))));
        attack(answering("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8)));
        attack(answering(new byte[] {0x30, (byte) 0x84, 0x7f, 0x7f, 0x7f, 0x7f}));
        attack(answering(new byte[] {0x30, 0x03, 0x02, 0x01, 0x01}));
    }

    /// The TLS that follows is the real directory's, with the right certificate: only the injected data is
    /// wrong.
    @Test
    void dataInjectedBehindTheAgreementSendsNoCredential() throws IOException {
        var injected = new ByteArrayOutputStream();
        injected.writeBytes(AGREED);
        injected.writeBytes(BIND_SUCCESS);

        assertThat(attack(conversation -> answerThenTls(conversation, injected.toByteArray())))
                .contains("meddling");
    }

    /// The fake would learn the passwords if nothing were wrong, so that the tests above prove something.
    @Test
    void withoutAnAttackThePasswordIsSentInsideTls() throws IOException {
        try (var peer = new ScriptedPeer(conversation -> answerThenTls(conversation, AGREED))) {
            logIn(peer);

            assertThat(peer.received()).contains(TestDirectory.READER_PASSWORD);
        }
    }

    private static ScriptedPeer.Script answering(byte[]... answers) {
        return conversation -> {
            conversation.read();
            for (var answer : answers) {
                conversation.write(answer);
            }
            conversation.readAll();
        };
    }

    /// Answers, and is a directory inside TLS that remembers what it is told there.
    private static void answerThenTls(ScriptedPeer.Conversation conversation, byte[] answer) throws IOException {
        conversation.read();
        conversation.write(answer);
        var secured = secured(conversation);
        secured.startHandshake();
        secured.getInputStream().transferTo(conversation.memory());
    }

    /// What the connector says of the attack.
    private static String attack(ScriptedPeer.Script script) throws IOException {
        try (var peer = new ScriptedPeer(script)) {
            var said = logIn(peer);

            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.received())
                    .contains("1.3.6.1.4.1.1466.20037")
                    .doesNotContain(TestDirectory.READER)
                    .doesNotContain(TestDirectory.READER_PASSWORD)
                    .doesNotContain(TestDirectory.PASSWORD);
            return said;
        }
    }

    private static String logIn(ScriptedPeer peer) {
        var configuration = Configurations.with(
                TestDirectory.configuration("127.0.0.1:" + peer.port()),
                entry("insecureNoSSL", false),
                entry("startTLS", true),
                entry("insecureSkipVerify", true),
                entry("connectTimeout", "PT20S"),
                entry("operationTimeout", "PT2S"));
        try (var connector = TestDirectory.open(configuration)) {
            return String.valueOf(catchThrowableOfType(
                            ConnectorException.class,
                            () -> connector.login(TestLogins.request(), "alice", Secret.of(TestDirectory.PASSWORD)))
                    .getMessage());
        }
    }

    private static SSLSocket secured(ScriptedPeer.Conversation conversation) throws IOException {
        try {
            var sockets = localhost.context().getSocketFactory();
            var secured = (SSLSocket) sockets.createSocket(conversation.socket(), null, false);
            secured.setUseClientMode(false);
            return secured;
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    private static ExtendedResponseProtocolOp extended(ResultCode code) {
        return new ExtendedResponseProtocolOp(code.intValue(), null, null, null, null, null);
    }

    private static byte[] message(int id, ProtocolOp operation) {
        return new LDAPMessage(id, operation).encode().encode();
    }
}
