package io.lintel.connector.ldap;

import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.lintel.connector.ConnectorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Which certificates count as the directory's, and which one we show.
final class Tls {
    private final SSLSocketFactory sockets;
    private final boolean verifying;

    private Tls(SSLSocketFactory sockets, boolean verifying) {
        this.sockets = sockets;
        this.verifying = verifying;
    }

    static Tls of(LdapConfiguration configuration) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(clientKey(configuration), trust(configuration), null);
            return new Tls(context.getSocketFactory(), !configuration.insecureSkipVerify());
        } catch (GeneralSecurityException unusable) {
            throw ConnectorException.misconfigured("TLS cannot be set up: " + unusable.getMessage(), unusable);
        }
    }

    /// TLS over a connected socket, before the handshake.
    SSLSocket over(Socket socket, DirectoryHost host) throws IOException {
        var secured = (SSLSocket) sockets.createSocket(socket, host.name(), host.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (verifying) {
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
        }
        secured.setSSLParameters(parameters);
        return secured;
    }

    private static KeyManager @Nullable [] clientKey(LdapConfiguration configuration) {
        var certificate = configuration.clientCert();
        var key = configuration.clientKey();
        if (certificate == null || key == null) {
            return null;
        }
        try {
            return new KeyManager[] {
                new PEMFileKeyManager(
                        Path.of(certificate).toFile(), Path.of(key).toFile())
            };
        } catch (GeneralSecurityException unreadable) {
            throw ConnectorException.misconfigured(
                    "clientCert " + certificate + " and clientKey " + key
                            + " cannot be used: both are PEM files, the key PKCS #8 or PKCS #1; "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /// Null trusts what the JVM trusts.
    private static TrustManager @Nullable [] trust(LdapConfiguration configuration) throws GeneralSecurityException {
        if (configuration.insecureSkipVerify()) {
            return new TrustManager[] {new TrustAllTrustManager()};
        }
        var data = configuration.rootCaData();
        if (data != null) {
            return trusting("rootCAData", decoded(data));
        }
        var path = configuration.rootCa();
        return path == null ? null : trusting("rootCA", content(path));
    }

    private static TrustManager[] trusting(String name, byte[] pem) throws GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                trusted.setCertificateEntry("ca" + trusted.size(), certificate);
            }
        } catch (IOException | GeneralSecurityException malformed) {
            throw ConnectorException.misconfigured(
                    name + " does not hold PEM certificates: " + malformed.getMessage(), malformed);
        }
        if (trusted.size() == 0) {
            throw ConnectorException.misconfigured(name + " does not hold PEM certificates");
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.misconfigured("rootCAData is not base64 of PEM certificates", malformed);
        }
    }

    private static byte[] content(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException unreadable) {
            throw ConnectorException.misconfigured("rootCA: cannot read " + path, unreadable);
        }
    }
}
