package io.lintel.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a server shows in a TLS handshake: its certificate with those it was issued by, and the private key
/// that belongs to it.
///
/// @param chain the server's own first
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    /// A file that is larger is none of ours.
    private static final int MOST_BYTES = 1 << 20;

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    public KeyMaterial {
        chain = List.copyOf(chain);
    }

    /// Reads both files and makes sure that they belong together.
    ///
    /// @param key PKCS #8, or the older forms of RSA (PKCS #1) and EC (RFC 5915); not under a passphrase
    /// @throws InvalidPemException if one cannot be read, or they do not belong together
    public static KeyMaterial read(Path certificate, Path key) throws InvalidPemException {
        byte[] certificates;
        try {
            certificates = bytes(certificate);
        } catch (IOException unreadable) {
            throw InvalidPemException.certificate("cannot be read: " + unreadable.getMessage());
        }
        try {
            return parse(certificates, bytes(key));
        } catch (IOException unreadable) {
            throw InvalidPemException.key("cannot be read: " + unreadable.getMessage());
        }
    }

    /// @param certificates the bytes of the one file
    /// @param key the bytes of the other
    public static KeyMaterial parse(byte[] certificates, byte[] key) throws InvalidPemException {
        var material = new KeyMaterial(privateKey(key), chain(certificates));
        material.requireMatch();
        return material;
    }

    /// At most a megabyte of a file.
    public static byte[] bytes(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(MOST_BYTES);
        }
    }

    /// When the server's own certificate expires.
    public Instant notAfter() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    public Instant notBefore() {
        return chain.getFirst().getNotBefore().toInstant();
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + chain.getFirst().getSubjectX500Principal() + "]";
    }

    private static List<X509Certificate> chain(byte[] file) throws InvalidPemException {
        var chain = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var block : PemBlock.read(new String(file, ISO_8859_1))) {
                if (block.label().equals("CERTIFICATE")
                        && factory.generateCertificate(new ByteArrayInputStream(block.der()))
                                instanceof X509Certificate certificate) {
                    chain.add(certificate);
                }
            }
        } catch (CertificateException | IllegalArgumentException malformed) {
            throw InvalidPemException.certificate("holds a certificate that cannot be read", malformed);
        }
        if (chain.isEmpty()) {
            throw InvalidPemException.certificate("holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return chain;
    }

    /// Says of what is wrong with a key only what kind it is: causes could quote from it.
    private static PrivateKey privateKey(byte[] file) throws InvalidPemException {
        List<PemBlock> blocks;
        try {
            blocks = PemBlock.read(new String(file, ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            throw InvalidPemException.key("holds a block that is not base64");
        }
        for (var block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return privateKey(block);
            }
        }
        throw InvalidPemException.key("holds no private key (-----BEGIN PRIVATE KEY-----)");
    }

    private static PrivateKey privateKey(PemBlock block) throws InvalidPemException {
        if (block.isEncrypted()) {
            throw InvalidPemException.key(
                    "holds a private key under a passphrase; write it without one: openssl pkey -in OLD -out NEW");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> pkcs8(block.der());
            case "RSA PRIVATE KEY" -> pkcs8(Der.pkcs8OfRsa(block.der()));
            case "EC PRIVATE KEY" ->
                pkcs8(Der.pkcs8OfEc(block.der())
                        .orElseThrow(() -> InvalidPemException.key("holds an EC key that does not name its curve")));
            default -> throw InvalidPemException.key("holds a private key of an unknown form: " + block.label());
        };
    }

    private static PrivateKey pkcs8(byte[] der) throws InvalidPemException {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException another) {
                // One of another algorithm, or broken: said below.
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("the JDK lacks " + algorithm, missing);
            }
        }
        throw InvalidPemException.key("holds a private key that cannot be read; there are RSA, EC and Ed25519 keys");
    }

    private void requireMatch() throws InvalidPemException {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        try {
            var probe = new byte[] {1, 2, 3};
            if (verifies(algorithm, chain.getFirst().getPublicKey(), probe, signed(algorithm, probe))) {
                return;
            }
        } catch (GeneralSecurityException another) {
            // Of another algorithm: they do not belong together.
        }
        throw InvalidPemException.key("is not the private key of the certificate");
    }

    private byte[] signed(String algorithm, byte[] probe) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        return signature.sign();
    }

    private static boolean verifies(String algorithm, PublicKey publicKey, byte[] probe, byte[] signed)
            throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initVerify(publicKey);
        signature.update(probe);
        return signature.verify(signed);
    }
}
