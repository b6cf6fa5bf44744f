package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.server.TestServer;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.settings.TlsSettings;
import io.lintel.server.settings.TlsSettings.Version;
import io.lintel.server.tls.PemFiles;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The https listener: what handshakes it takes, and how its certificate is exchanged while it runs.
final class HttpsTest {

    private static final PemFiles FIRST = PemFiles.create("first", "RSA");
    private static final PemFiles SECOND = PemFiles.create("second", "EC");
    private static final PemFiles THIRD = PemFiles.create("third", "Ed25519");

    /// Of the tests that do not wait for the server's own period.
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    private Path directory = Path.of("made by JUnit");

    private final BlockingQueue<AuditEvent> audit = new LinkedBlockingQueue<>();
    private final List<AuditEvent> said = new ArrayList<>();

    static Stream<PemFiles> certificates() {
        return Stream.of(FIRST, SECOND, THIRD);
    }

    @ParameterizedTest
    @MethodSource("certificates")
    @Tag("SEC-G8")
    void eachKindOfKeyServes(PemFiles files) throws IOException {
        write(files);
        try (var server = https("")) {
            var answer = server.get("/idp/keys", "TLSv1.3");

            assertThat(answer.response()).startsWith("HTTP/1.1 200 ");
            assertThat(server.plainGet("/idp/keys")).startsWith("HTTP/1.1 200 ");
        }
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                Arguments.of("", "TLSv1.3", null, true),
                Arguments.of("", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", true),
                Arguments.of("", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", true),
                Arguments.of("", "TLSv1.2", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", true),
                Arguments.of("", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", false),
                Arguments.of("", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", false),
                Arguments.of("", "TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", false),
                Arguments.of("tlsMinVersion: '1.3'", "TLSv1.3", null, true),
                Arguments.of("tlsMinVersion: '1.3'", "TLSv1.2", null, false),
                Arguments.of("tlsMaxVersion: '1.2'", "TLSv1.2", null, true),
                Arguments.of("tlsMaxVersion: '1.2'", "TLSv1.3", null, false));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @MethodSource("handshakes")
    @Tag("SEC-G8")
    void versionsAndSuitesAreThoseOfTheSettings(String settings, String version, @Nullable String suite, boolean works)
            throws IOException {
        write(FIRST);
        try (var server = https(settings)) {
            if (works) {
                assertThat(server.get("/idp/keys", version, suite).response()).startsWith("HTTP/1.1 200 ");
            } else {
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> server.get("/idp/keys", version, suite));
            }
        }
    }

    @Test
    @Tag("SEC-G8")
    void versionsStillHoldWithAnotherCertificate() throws IOException {
        write(FIRST);
        try (var server = https("tlsMinVersion: '1.3'")) {
            write(SECOND);
            server.server().context().getBean(ConnectionSetup.class).reload();
            server.awaitCertificate("CN=second");

            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> server.get("/idp/keys", "TLSv1.2"));
        }
    }

    @Test
    @Tag("SEC-G8")
    void plainRequestIsNotAnswered() throws IOException {
        write(FIRST);
        try (var server = https("");
                var connection = new RawConnection(server.port())) {
            var answer =
                    connection.send("GET /idp/keys HTTP/1.1\r\nHost: a\r\n\r\n").readAll();

            assertThat(answer).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    @Tag("REL-24")
    void certificateWrittenOverIsTaken() throws IOException {
        write(FIRST);
        try (var certificates = watch()) {
            write(SECOND);

            assertThat(awaitLoaded()).isTrue();
            assertThat(certificates.current()).isNotNull();
        }
    }

    @Test
    @Tag("REL-24")
    void certificateRenamedIntoPlaceIsTaken() throws IOException {
        write(FIRST);
        try (var _ = watch()) {
            Files.writeString(directory.resolve("new.crt"), SECOND.certificate());
            Files.writeString(directory.resolve("new.key"), SECOND.key());
            move("new.key", "tls.key");
            move("new.crt", "tls.crt");

            assertThat(awaitLoaded()).isTrue();
        }
    }

    /// As Kubernetes does it: the files are links through a link, and that one is exchanged.
    @Test
    @Tag("REL-24")
    void certificateExchangedByASymbolicLinkIsTaken() throws IOException {
        for (var version : new String[] {"one", "two"}) {
            var files = version.equals("one") ? FIRST : SECOND;
            Files.createDirectory(directory.resolve(version));
            Files.writeString(directory.resolve(version).resolve("tls.crt"), files.certificate());
            Files.writeString(directory.resolve(version).resolve("tls.key"), files.key());
        }
        Files.createSymbolicLink(directory.resolve("data"), Path.of("one"));
        Files.createSymbolicLink(directory.resolve("tls.crt"), Path.of("data", "tls.crt"));
        Files.createSymbolicLink(directory.resolve("tls.key"), Path.of("data", "tls.key"));
        try (var _ = watch()) {
            Files.createSymbolicLink(directory.resolve("next"), Path.of("two"));
            move("next", "data");

            assertThat(awaitLoaded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"half a certificate", "another key", "nothing", "no file"})
    @Tag("REL-24")
    void brokenFileKeepsTheOldStateIsSaidOnceAndTheNextGoodOneIsTaken(String what) throws IOException {
        write(FIRST);
        try (var certificates = watch()) {
            var before = certificates.current();
            switch (what) {
                case "half a certificate" ->
                    Files.writeString(
                            directory.resolve("tls.crt"), FIRST.certificate().substring(0, 200));
                case "another key" -> Files.writeString(directory.resolve("tls.key"), SECOND.key());
                case "nothing" -> Files.writeString(directory.resolve("tls.crt"), "");
                default -> Files.delete(directory.resolve("tls.crt"));
            }

            assertThat(next()).isInstanceOf(AuditEvent.CertificateRefused.class);
            certificates.reload();
            certificates.reload();
            assertThat(certificates.current()).isSameAs(before);
            write(SECOND);
            assertThat(awaitLoaded()).isTrue();
            assertThat(certificates.current()).isNotSameAs(before);
            assertThat(said)
                    .filteredOn(AuditEvent.CertificateRefused.class::isInstance)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void brokenCertificateStopsTheStart() throws IOException {
        Files.writeString(directory.resolve("tls.crt"), "none");
        Files.writeString(directory.resolve("tls.key"), FIRST.key());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(this::watch)
                .withMessage("web.tlsCert: " + directory.resolve("tls.crt")
                        + " holds no certificate (-----BEGIN CERTIFICATE-----)");
    }

    private void write(PemFiles files) throws IOException {
        Files.writeString(directory.resolve("tls.key"), files.key());
        Files.writeString(directory.resolve("tls.crt"), files.certificate());
    }

    private void move(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Certificates watch() {
        var settings =
                new TlsSettings(directory.resolve("tls.crt"), directory.resolve("tls.key"), Version.TLS_1_2, null);
        var certificates = Certificates.watch(settings, audit::add, SHORT);
        assertThat(next()).isInstanceOf(AuditEvent.CertificateLoaded.class);
        return certificates;
    }

    /// Whether the second certificate is there at last. Between its two files a pair that does not match may
    /// have been seen.
    private boolean awaitLoaded() {
        var next = next();
        while (next instanceof AuditEvent.CertificateRefused) {
            next = next();
        }
        return next instanceof AuditEvent.CertificateLoaded;
    }

    private AuditEvent next() {
        try {
            var next = Objects.requireNonNull(audit.poll(10, TimeUnit.SECONDS), "nothing was said for ten seconds");
            said.add(next);
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private Https https(String settings) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var web = "web: {http: \"127.0.0.1:@PORT@\", https: \"127.0.0.1:%d\", tlsCert: %s, tlsKey: %s%s}"
                .formatted(
                        port,
                        directory.resolve("tls.crt"),
                        directory.resolve("tls.key"),
                        settings.isEmpty() ? "" : ", " + settings);
        return new Https(TestServer.start(TestServer.STANDARD.replaceAll("web: .*", web)), port);
    }

    /// A server with an https listener.
    private record Https(TestServer server, int port) implements AutoCloseable {

        record Answer(String response, String subject) {}

        Answer get(String path, String version) throws IOException {
            return get(path, version, null);
        }

        Answer get(String path, String version, @Nullable String suite) throws IOException {
            try (var socket =
                    (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.setEnabledProtocols(new String[] {version});
                if (suite != null) {
                    socket.setEnabledCipherSuites(new String[] {suite});
                }
                socket.startHandshake();
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                var read = new StringBuilder();
                var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
                for (var next = in.read(); next >= 0; next = in.read()) {
                    read.append((char) next);
                }
                var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return new Answer(
                        read.toString(), shown.getSubjectX500Principal().getName());
            }
        }

        String plainGet(String path) {
            return RawConnection.exchange(
                    server.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        void awaitCertificate(String subject) throws IOException {
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!get("/idp/keys", "TLSv1.3").subject().equals(subject)) {
                assertThat(System.nanoTime())
                        .as("the certificate was not exchanged")
                        .isLessThan(end);
            }
        }

        private static SSLContext trusting() {
            try {
                var context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
                return context;
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /// Trusts certificates that signed themselves.
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
