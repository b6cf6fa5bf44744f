package io.lintel.server.tls;

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

/// A private key and the certificate it signed for itself, for 127.0.0.1, made by the JDK's keytool.
///
/// @param certificate PEM
/// @param key PEM, PKCS #8
public record PemFiles(String certificate, String key) {

    private static final String PASSWORD = "changeit";

    /// @param algorithm as keytool knows it: `RSA`, `EC`, `Ed25519`
    public static PemFiles create(String name, String algorithm) {
        try {
            var directory = Files.createTempDirectory("lintel-pem");
            var store = directory.resolve("store.p12");
            try {
                keytool(name, algorithm, store);
                var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
                return new PemFiles(
                        pem("CERTIFICATE", keys.getCertificate(name).getEncoded()),
                        pem(
                                "PRIVATE KEY",
                                keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
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

    public static String pem(String label, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static void keytool(String name, String algorithm, Path store) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storepass", PASSWORD, "-alias", name));
        command.addAll(List.of("-dname", "CN=" + name, "-keyalg", algorithm, "-ext", "san=ip:127.0.0.1"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            var said = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
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
}
