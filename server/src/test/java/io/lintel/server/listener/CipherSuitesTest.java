package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import io.lintel.server.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which versions and suites an independent client gets (BCP 195: RFC 9325, sections 3.1.1 and 4.2).
@Tag("SEC-G8")
final class CipherSuitesTest {

    /// All that authenticate what they encrypt and agree on their keys with ephemeral elliptic curves.
    private static final List<String> SUITES = List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-RSA-CHACHA20-POLY1305");

    /// A server whose key is of that kind: a suite works with one of them.
    private enum Key {
        RSA,
        ECDSA
    }

    private static Path directory;
    private static Listening rsa;
    private static Listening ecdsa;

    @BeforeAll
    static void start(@TempDir Path shared) throws IOException {
        directory = shared;
        rsa = Listening.with(PemFiles.create("rsa", "RSA"), "rsa");
        ecdsa = Listening.with(PemFiles.create("ecdsa", "EC"), "ecdsa");
    }

    @AfterAll
    static void stop() {
        rsa.server().close();
        ecdsa.server().close();
    }

    static Stream<String> suites() {
        return SUITES.stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void suiteWithForwardSecrecyAndAuthenticatedEncryptionIsTaken(String suite) {
        var handshake = at(suite.contains("ECDSA") ? Key.ECDSA : Key.RSA).offer("-tls1_2", "-cipher", suite);

        assertThat(handshake.works()).as(handshake.told()).isTrue();
        assertThat(handshake.told()).contains("Protocol version: TLSv1.2", "Ciphersuite: " + suite);
    }

    /// All others are offered at once: a server that took one of them would choose it.
    @ParameterizedTest
    @EnumSource
    void noOtherSuiteIsTaken(Key key) {
        var others = "ALL:COMPLEMENTOFALL:"
                + SUITES.stream().map(suite -> "!" + suite).collect(Collectors.joining(":"))
                + ":@SECLEVEL=0";
        var handshake = at(key).offer("-tls1_2", "-cipher", others);

        assertThat(handshake.works()).as(handshake.told()).isFalse();
        assertThat(handshake.told()).contains("handshake failure");
    }

    @ParameterizedTest
    @EnumSource
    void clientThatKnowsBothVersionsGetsTheNewerOne(Key key) {
        assertThat(at(key).offer().told()).contains("Protocol version: TLSv1.3");
    }

    @ParameterizedTest
    @EnumSource
    void outdatedVersionsFail(Key key) {
        for (var version : List.of("-tls1", "-tls1_1")) {
            var handshake = at(key).offer(version, "-cipher", "ALL:@SECLEVEL=0");

            assertThat(handshake.works()).as(version + handshake.told()).isFalse();
        }
    }

    @Test
    void suitesStayTheSameWithAnotherCertificate() throws IOException {
        var listening = Listening.with(PemFiles.create("first", "RSA"), "exchanged");
        try (var server = listening.server()) {
            var client = new OpenSslClient(listening.port());
            write(PemFiles.create("second", "EC"), "exchanged");
            server.context().getBean(ConnectionSetup.class).reload();
            while (!client.offer().told().contains("CN = second")) {
                Thread.onSpinWait();
            }

            assertThat(client.offer("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256")
                            .works())
                    .isTrue();
            assertThat(client.offer("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0")
                            .works())
                    .isFalse();
            assertThat(client.offer("-tls1_1", "-cipher", "ALL:@SECLEVEL=0").works())
                    .isFalse();
        }
    }

    private static OpenSslClient at(Key key) {
        return new OpenSslClient((key == Key.RSA ? rsa : ecdsa).port());
    }

    private static void write(PemFiles files, String name) throws IOException {
        Files.writeString(directory.resolve(name + ".key"), files.key());
        Files.writeString(directory.resolve(name + ".crt"), files.certificate());
    }

    private record Listening(TestServer server, int port) {

        static Listening with(PemFiles files, String name) throws IOException {
            write(files, name);
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            var web = "web: {http: \"127.0.0.1:@PORT@\", https: \"127.0.0.1:%d\", tlsCert: %s, tlsKey: %s}"
                    .formatted(port, directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
            return new Listening(TestServer.start(TestServer.STANDARD.replaceAll("web: .*", web)), port);
        }
    }
}
