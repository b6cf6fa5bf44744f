package io.lintel.server.http;

import io.lintel.server.settings.Network;
import io.lintel.server.settings.WebSettings.ClientRemoteIp;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The address of whoever sends a request, behind the proxies the operator trusts. It is logged, and guesses are
/// counted by it.
public final class ClientAddress {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);

    private final String header;
    private final List<Network> trusted;
    private final AtomicBoolean warned = new AtomicBoolean();

    public ClientAddress(ClientRemoteIp settings) {
        this.header = settings.header() == null ? "" : settings.header();
        this.trusted = settings.trustedProxies();
    }

    /// The address for the log; nothing if no header is configured.
    Optional<String> find(HttpRequest<?> request) {
        return header.isEmpty() ? Optional.empty() : Optional.of(of(request).getHostAddress());
    }

    /// The right-most address that is not a trusted proxy's, if a trusted proxy sent the header at all; else
    /// the other end of the connection.
    ///
    /// A header that is there twice is one list (RFC 9110, section 5.3): a proxy may add its part on a line of
    /// its own, below one that the client has made up.
    InetAddress of(HttpRequest<?> request) {
        warnOfUnknownProxy(request);
        var peer = request.getRemoteAddress().getAddress();
        if (peer == null) {
            return InetAddress.getLoopbackAddress();
        }
        var told = header.isEmpty() ? List.<String>of() : request.getHeaders().getAll(header);
        return told.isEmpty() || !isTrusted(peer) ? peer : client(String.join(",", told), peer);
    }

    /// Behind a proxy that is not configured, everybody has one address, and guesses of strangers make all wait.
    private void warnOfUnknownProxy(HttpRequest<?> request) {
        if (header.isEmpty() && request.getHeaders().contains("X-Forwarded-For") && warned.compareAndSet(false, true)) {
            LOG.warn("requests come with X-Forwarded-For: if they come through a proxy, set web.clientRemoteIP, or all"
                    + " who guess and all who do not count as one");
        }
    }

    private InetAddress client(String told, InetAddress peer) {
        var hops = told.split(",", -1);
        for (var i = hops.length - 1; i >= 0; i--) {
            InetAddress hop;
            try {
                hop = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException malformed) {
                return peer;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return peer;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
