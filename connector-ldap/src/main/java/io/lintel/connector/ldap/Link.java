package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to one host, used by one thread at a time.
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final LDAPConnection connection;
    private final Socket socket;
    private final DirectoryHost host;
    private final long opened = System.nanoTime();

    Link(LDAPConnection connection, Socket socket, DirectoryHost host) {
        this.connection = connection;
        this.socket = socket;
        this.host = host;
    }

    /// One exchange with the directory.
    interface Operation<T> {
        T on(LDAPConnection connection) throws LDAPException;
    }

    /// Runs an operation that is over, whatever the directory does, when the limit is.
    ///
    /// @throws LDAPException with [ResultCode#TIMEOUT] if it was not over in time; the link is closed then
    <T> T within(Duration limit, Operation<T> operation) throws LDAPException {
        var watch = Watch.over(socket, limit);
        try {
            return operation.on(connection);
        } catch (LDAPException failed) {
            if (watch.wasTooLate()) {
                throw new LDAPException(
                        ResultCode.TIMEOUT, "no complete answer within " + Deadline.inSeconds(limit), failed);
            }
            throw failed;
        } finally {
            watch.close();
        }
    }

    /// What the directory has shown of itself; empty without TLS.
    Optional<X509Certificate> certificate() {
        try {
            var session = connection.getSSLSession();
            return session != null && session.getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(shown)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    DirectoryHost host() {
        return host;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    /// Leaves without a word: the peer may not be listening.
    void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("closing a connection to {} failed", host, failed);
        }
        connection.closeWithoutUnbind();
    }

    /// Takes leave, for as long as the directory listens.
    void unbind() {
        var watch = Watch.over(socket, LEAVE);
        try {
            connection.close();
        } finally {
            watch.close();
            close();
        }
    }
}
