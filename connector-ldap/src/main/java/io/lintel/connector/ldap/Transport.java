package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.TrustAllSSLSocketVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// How bytes get to a directory: in the clear, by TLS, or by TLS after StartTLS.
final class Transport {
    private final Security security;
    private final @Nullable Tls tls;

    private enum Security {
        NONE,
        TLS,
        START_TLS
    }

    private Transport(Security security, @Nullable Tls tls) {
        this.security = security;
        this.tls = tls;
    }

    /// Without TLS, whatever says how to do it has no effect.
    static Transport of(LdapConfiguration configuration) {
        if (configuration.insecureNoSsl()) {
            return new Transport(Security.NONE, null);
        }
        var security = configuration.startTls() ? Security.START_TLS : Security.TLS;
        return new Transport(security, Tls.of(configuration));
    }

    /// What is set besides something that leaves it without effect: TLS where there is to be none, authorities where
    /// every certificate is taken, half of a pair.
    static Optional<String> findContradiction(LdapConfiguration configuration) {
        var pinned = configuration.rootCa() != null || configuration.rootCaData() != null;
        var certificate = configuration.clientCert() != null;
        var key = configuration.clientKey() != null;
        if (configuration.insecureNoSsl()) {
            return Stream.of(
                            configuration.startTls() ? "startTLS: true" : "",
                            pinned ? "rootCA or rootCAData" : "",
                            certificate || key ? "clientCert or clientKey" : "")
                    .filter(other -> !other.isEmpty())
                    .findFirst()
                    .map(other -> "insecureNoSSL: true contradicts " + other + ": remove insecureNoSSL to use TLS, or"
                            + " remove the other to send passwords in the clear");
        }
        if (configuration.insecureSkipVerify() && pinned) {
            return Optional.of("insecureSkipVerify: true contradicts rootCA and rootCAData: remove insecureSkipVerify"
                    + " to check the directory's certificate against them");
        }
        return certificate == key
                ? Optional.empty()
                : Optional.of("clientCert and clientKey belong together: " + (key ? "clientCert" : "clientKey")
                        + " is missing");
    }

    /// In a word or two.
    String describe() {
        return switch (security) {
            case NONE -> "plain connection";
            case TLS -> "TLS";
            case START_TLS -> "StartTLS";
        };
    }

    /// 636 for TLS from the first byte, else 389.
    int defaultPort() {
        return security == Security.TLS ? 636 : 389;
    }

    /// Connects and, if configured, is in TLS with a checked certificate when it returns.
    ///
    /// @param limit for all of it
    /// @param longestMessage bytes of the longest message that is read from then on
    Link open(DirectoryHost host, InetAddress address, Duration limit, int longestMessage) throws IOException {
        var socket = new Socket();
        var watch = Watch.over(socket, limit);
        var open = false;
        try {
            socket.connect(new InetSocketAddress(address, host.port()));
            var connection = new LDAPConnection(new Handover(secured(socket, host)), options(longestMessage));
            // No limit of the SDK's own: when that is over it goes on without the handshake.
            connection.connect(host.name(), address, host.port(), 0);
            open = true;
            return new Link(connection, socket, host);
        } catch (IOException failed) {
            throw watch.wasTooLate() ? tooLate(limit, failed) : failed;
        } catch (LDAPException failed) {
            throw watch.wasTooLate() ? tooLate(limit, failed) : new IOException(DirectoryFault.said(failed), failed);
        } finally {
            watch.close();
            if (!open) {
                socket.close();
            }
        }
    }

    private static IOException tooLate(Duration limit, Exception failed) {
        return new IOException("not connected within " + Deadline.inSeconds(limit), failed);
    }

    private Socket secured(Socket socket, DirectoryHost host) throws IOException {
        if (security == Security.START_TLS) {
            StartTls.agree(socket);
        }
        return tls == null ? socket : tls.over(socket, host);
    }

    /// The SDK's own time limits are off: a [Watch] is over everything.
    private static LDAPConnectionOptions options(int longestMessage) {
        var options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        options.setCaptureConnectStackTrace(false);
        options.setMaxMessageSize(longestMessage);
        options.setResponseTimeoutMillis(0);
        options.setAbandonOnTimeout(false);
        // The name in the certificate is checked in the handshake, by the endpoint identification of Tls.
        options.setSSLSocketVerifier(TrustAllSSLSocketVerifier.getInstance());
        return options;
    }

    /// Hands the SDK the socket that is already connected. The SDK does the TLS handshake.
    private static final class Handover extends SocketFactory {
        private final Socket socket;

        Handover(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            throw new SocketException("the socket is already connected");
        }

        @Override
        public Socket createSocket(InetAddress address, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            return socket;
        }
    }
}
