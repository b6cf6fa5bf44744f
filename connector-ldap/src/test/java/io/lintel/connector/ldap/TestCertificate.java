package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that signed itself, made for one test class.
final class TestCertificate {
    private static final String PASSWORD = "not a secret";

    private final KeyStore keys;

    private TestCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /// @param folder to work in
    /// @param names DNS names, or IP addresses with a digit first
    static TestCertificate of(Path folder, String... names) throws IOException, GeneralSecurityException {
        var file = folder.resolve(String.join("-", names) + ".p12");
        var arguments = new ArrayList<>(List.of(
                "generate-self-signed-certificate",
                "--keystore",
                file.toString(),
                "--keystore-type",
                "PKCS12",
                "--keystore-password",
                PASSWORD,
                "--alias",
                "test",
                "--subject-dn",
                "CN=" + names[0],
                "--days-valid",
                "2",
                "--key-algorithm",
                "RSA",
                "--key-size-bits",
                "2048",
                "--signature-algorithm",
                "SHA256withRSA"));
        for (var name : names) {
            arguments.add(
                    Character.isDigit(name.charAt(0))
                            ? "--subject-alternative-name-ip-address"
                            : "--subject-alternative-name-dns");
            arguments.add(name);
        }
        var output = new ByteArrayOutputStream();
        var result = ManageCertificates.main(
                InputStream.nullInputStream(), output, output, arguments.toArray(String[]::new));
        if (!result.equals(ResultCode.SUCCESS)) {
            throw new IOException("no certificate: " + output.toString(StandardCharsets.UTF_8));
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(keys);
    }

    String pem() throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate("test").getEncoded());
    }

    String keyPem() throws GeneralSecurityException {
        Key key = keys.getKey("test", PASSWORD.toCharArray());
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// The certificate as a value of `rootCAData`.
    String rootCaData() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(pem().getBytes(StandardCharsets.US_ASCII));
    }

    /// Shows this certificate, and trusts this one alone.
    SSLContext context() throws GeneralSecurityException {
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static String pem(String label, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
