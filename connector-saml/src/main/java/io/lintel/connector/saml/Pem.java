package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.connector.ConnectorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the certificates that a configuration names (RFC 7468). What cannot be read is told with the key
/// of the configuration, and never with what the file holds.
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

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

    private static String text(String key, String path) {
        try {
            return Files.readString(Path.of(path), ISO_8859_1);
        } catch (IOException | InvalidPathException unreadable) {
            throw ConnectorException.misconfigured(key + ": cannot read " + path, unreadable);
        }
    }
}
