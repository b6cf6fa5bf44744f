package io.lintel.storage.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A private key and the certificate it signed for itself.
record PemFiles(Path key, Path certificate) {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int PATIENCE_SECONDS = 60;

    static PemFiles create(Path directory, String name, String algorithm) throws IOException {
        var store = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                String.valueOf(PASSWORD),
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                algorithm,
                "-ext",
                "san=dns:" + name);
        try {
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            var files = new PemFiles(directory.resolve(name + ".key"), directory.resolve(name + ".crt"));
            Files.createFile(
                    files.key(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    files.key(), pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()));
            Files.writeString(
                    files.certificate(),
                    pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
            return files;
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys of " + name + " cannot be read", e);
        }
    }

    private static String pem(String type, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool did not do what it should");
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
