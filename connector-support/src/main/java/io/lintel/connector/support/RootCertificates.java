package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.connector.ConnectorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates of authorities that are trusted besides the JVM's, as configurations for dex name them.
public final class RootCertificates {

    private RootCertificates() {}

    /// A TLS context that trusts these authorities and the JVM's.
    ///
    /// @param key for messages: the key of the configuration
    /// @param value path of a PEM file, or base64 of PEM, or PEM itself
    /// @throws ConnectorException misconfigured if it is none of them
    public static SSLContext trusting(String key, String value) {
        return trusting(key, List.of(value));
    }

    /// The same for several of them.
    public static SSLContext trusting(String key, List<String> values) {
        var certificates = values.stream()
                .flatMap(value -> certificates(key, value).stream())
                .toList();
        try {
            var context = SSLContext.getInstance("TLS");
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(Stream.concat(certificates.stream(), standard())));
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw ConnectorException.misconfigured(key + ": TLS cannot be set up with it", unusable);
        }
    }

    private static KeyStore store(Stream<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var certificate : certificates.toList()) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        return store;
    }

    private static Stream<? extends Certificate> standard() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(trust -> Arrays.stream(trust.getAcceptedIssuers()));
    }

    private static Collection<? extends Certificate> certificates(String key, String value) {
        var pem = value.contains("-----BEGIN")
                ? value.getBytes(US_ASCII)
                : file(key, value).or(() -> base64(value)).orElseThrow(() -> unreadable(key, null));
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException malformed) {
            throw unreadable(key, malformed);
        }
        throw unreadable(key, null);
    }

    private static ConnectorException unreadable(String key, @Nullable Throwable cause) {
        return ConnectorException.misconfigured(
                key + " is neither the path of a file with PEM certificates, nor base64 of PEM, nor PEM itself", cause);
    }

    private static Optional<byte[]> file(String key, String value) {
        try {
            var path = Path.of(value);
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (InvalidPathException text) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw ConnectorException.misconfigured(key + ": cannot read " + value, unreadable);
        }
    }

    private static Optional<byte[]> base64(String value) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(value));
        } catch (IllegalArgumentException text) {
            return Optional.empty();
        }
    }
}
