package io.lintel.connector.saml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// Keys with a certificate, made by openssl for one run of the tests.
enum TestKey {
    /// Signs for the identity provider; its certificate is configured.
    PROVIDER("rsa:2048"),
    /// Another configured one, as while a provider changes its key.
    PROVIDER_NEXT("rsa:2048"),
    /// A configured key on an elliptic curve.
    PROVIDER_EC("ec"),
    /// Nobody trusts it.
    THIEF("rsa:2048"),
    /// What is encrypted for us is encrypted for this one.
    OURS("rsa:2048"),
    /// We have it as well.
    OURS_NEXT("rsa:2048"),
    /// Of another service provider.
    OTHERS("rsa:2048");

    private final Path key;
    private final Path certificate;

    TestKey(String kind) {
        this.key = Tool.file(name() + ".key");
        this.certificate = Tool.file(name() + ".crt");
        if (kind.equals("ec")) {
            Tool.run(List.of(
                    "openssl",
                    "genpkey",
                    "-algorithm",
                    "EC",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-out",
                    key.toString()));
        } else {
            Tool.run(List.of("openssl", "genrsa", "-out", key.toString(), kind.substring(4)));
        }
        Tool.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-new",
                "-key",
                key.toString(),
                "-subj",
                "/CN=" + name(),
                "-days",
                "3650",
                "-out",
                certificate.toString()));
    }

    Path keyFile() {
        return key;
    }

    Path certificateFile() {
        return certificate;
    }

    X509Certificate certificate() {
        try (InputStream in = Files.newInputStream(certificate)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    PrivateKey privateKey() {
        try {
            var lines =
                    Files.readString(key).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            var kind = this == PROVIDER_EC ? "EC" : "RSA";
            return KeyFactory.getInstance(kind)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String certificateBase64() {
        try {
            return Base64.getEncoder().encodeToString(certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
