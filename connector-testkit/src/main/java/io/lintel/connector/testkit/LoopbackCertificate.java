package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate that signed itself, for 127.0.0.1, made by the JDK's keytool.
public final class LoopbackCertificate {

    private static final String PASSWORD = "changeit";

    private final KeyStore keys;

    private LoopbackCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /// The one of this JVM: making one takes a second.
    public static LoopbackCertificate shared() {
        return Shared.CERTIFICATE;
    }

    private static final class Shared {
        private static final LoopbackCertificate CERTIFICATE = create();
    }

    private static LoopbackCertificate create() {
        try {
            var directory = Files.createTempDirectory("lintel-loopback");
            var store = directory.resolve("store.p12");
            try {
                keytool(store);
                return new LoopbackCertificate(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
            } finally {
                Files.deleteIfExists(store);
                Files.delete(directory);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void keytool(Path store) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "it"));
        command.addAll(List.of("-dname", "CN=loopback", "-keyalg", "EC", "-validity", "2"));
        command.addAll(List.of("-ext", "san=ip:127.0.0.1"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            var said = new String(out.readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("keytool failed: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    public String pem() {
        try {
            var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getCertificate("it").getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    /// For a server that shows this certificate.
    SSLContext context() {
        try {
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }
}
