package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.connector.ConnectorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the certificates and keys that a configuration names (RFC 7468). What cannot be read is told with the key
/// of the configuration, and never with what the file holds.
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /// `AlgorithmIdentifier` of RSA (RFC 8017, appendix A.1): what PKCS #8 says before a key of PKCS #1.
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private Pem() {}

    /// All certificates of a file, of which there is at least one.
    static List<X509Certificate> certificates(String key, String path) {
        return parseCertificates(key, text(key, path));
    }

    /// All certificates of base64 of PEM, of which there is at least one.
    static List<X509Certificate> certificatesOfBase64(String key, String base64) {
        try {
            return parseCertificates(key, new String(Base64Text.decode(base64), ISO_8859_1));
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.misconfigured(key + " is not base64 of PEM certificates");
        }
    }

    static PrivateKey privateKey(String key, String path) {
        var blocks = BLOCK.matcher(text(key, path));
        while (blocks.find()) {
            var der = Base64Text.decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return parseKey(key, der);
                }
                case "RSA PRIVATE KEY" -> {
                    return parseKey(key, pkcs8(der));
                }
                default -> {
                    // A certificate or the parameters of a curve may stand beside the key.
                }
            }
        }
        throw ConnectorException.misconfigured(
                key + " holds no PEM key that can be read: RSA or EC as PKCS #8, or RSA as PKCS #1, not encrypted"
                        + " (openssl pkcs8 -topk8 -nocrypt converts others)");
    }

    /// Whether a file can be read by everybody on the machine, as far as the file system tells.
    static boolean isReadableByEverybody(String path) {
        try {
            return Files.getPosixFilePermissions(Path.of(path)).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static List<X509Certificate> parseCertificates(String key, String text) {
        var certificates = new ArrayList<X509Certificate>();
        var blocks = BLOCK.matcher(text);
        var end = 0;
        while (blocks.find()) {
            certificates.add(parseCertificate(key, blocks.group(1), blocks.group(2)));
            end = blocks.end();
        }
        if (certificates.isEmpty()) {
            throw ConnectorException.misconfigured(key + " holds no PEM certificate");
        }
        if (!text.substring(end).isBlank()) {
            throw ConnectorException.misconfigured(key + " holds something else behind the last PEM certificate");
        }
        return certificates;
    }

    private static X509Certificate parseCertificate(String key, String label, String base64) {
        if (label.equals("CERTIFICATE")) {
            try {
                return certificate(Base64Text.decode(base64));
            } catch (CertificateException | IllegalArgumentException malformed) {
                throw ConnectorException.misconfigured(key + " holds a certificate that cannot be read");
            }
        }
        throw ConnectorException.misconfigured(key + " holds a PEM block that is no certificate: " + label);
    }

    /// @throws CertificateException if it is none
    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static PrivateKey parseKey(String key, byte[] pkcs8) {
        for (var algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // Tried as the next algorithm, and said below.
            }
        }
        throw ConnectorException.misconfigured(key + " holds a key that is neither RSA nor EC");
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        return der(0x30, concatenated(RSA, der(0x04, pkcs1)));
    }

    private static byte[] der(int tag, byte[] content) {
        var length = content.length;
        var header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        return concatenated(header, content);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String text(String key, String path) {
        try {
            return Files.readString(Path.of(path), ISO_8859_1);
        } catch (IOException | InvalidPathException unreadable) {
            throw ConnectorException.misconfigured(key + ": cannot read " + path, unreadable);
        }
    }
}
