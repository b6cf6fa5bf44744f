package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Diagnosis;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hosts that hold the directory. The first one that answers is used; one that failed is asked last for a
/// while.
final class Hosts {
    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);
    private static final Duration PENALTY = Duration.ofSeconds(30);

    private final List<DirectoryHost> hosts;
    private final Transport transport;
    private final Addresses addresses;
    private final Duration connectTimeout;
    private final Map<DirectoryHost, Long> failures = new ConcurrentHashMap<>();

    Hosts(List<DirectoryHost> hosts, Transport transport, Addresses addresses, Duration connectTimeout) {
        this.hosts = hosts;
        this.transport = transport;
        this.addresses = addresses;
        this.connectTimeout = connectTimeout;
    }

    /// What is done with a connection before it counts as working.
    interface Greeting {
        void on(Link link, Deadline deadline) throws LDAPException;
    }

    /// Connects to the first host that lets itself be connected to and greeted.
    ///
    /// @param longestMessage bytes of the longest message that is read
    /// @throws ConnectorException if none does; the message says why of each
    Link connect(Deadline deadline, int longestMessage, Greeting greeting) {
        var reasons = new ArrayList<String>();
        var untrusted = 0;
        Exception last = null;
        for (var host : inOrder()) {
            try {
                return connect(host, deadline, longestMessage, greeting);
            } catch (IOException | LDAPException failed) {
                LOG.debug("directory host {} cannot be used", host, failed);
                failed(host);
                last = failed;
                untrusted += isAboutTls(failed) ? 1 : 0;
                reasons.add(host + ": " + reason(failed));
            }
        }
        var message = "no directory host can be used: " + String.join("; ", reasons);
        throw untrusted == hosts.size()
                ? ConnectorException.misconfigured(message, last)
                : ConnectorException.unavailable(message, last);
    }

    /// Tries every host, whether it would be used or not.
    ///
    /// @return whether one can be used
    boolean diagnose(Diagnosis diagnosis) {
        var usable = false;
        for (var host : hosts) {
            usable |= diagnosis.connects(host.name(), host.port()) && greets(host, diagnosis);
        }
        return usable;
    }

    private boolean greets(DirectoryHost host, Diagnosis diagnosis) {
        var step = transport.describe() + " with " + host;
        try {
            var link = connect(host, Deadline.in(connectTimeout), Directory.LONGEST_ANSWER, (_, _) -> {});
            try {
                link.certificate()
                        .ifPresentOrElse(
                                shown -> {
                                    diagnosis.passed(step, "");
                                    diagnosis.certificate(host.toString(), shown);
                                },
                                () -> diagnosis.doubtful(
                                        step,
                                        "passwords travel unencrypted",
                                        "Remove insecureNoSSL, or set startTLS."));
            } finally {
                link.unbind();
            }
            return true;
        } catch (IOException | LDAPException failed) {
            diagnosis.failed(step, reason(failed), "");
            return false;
        }
    }

    /// Asks this host last for a while.
    void failed(DirectoryHost host) {
        failures.put(host, System.nanoTime());
    }

    boolean areSeveral() {
        return hosts.size() > 1;
    }

    private List<DirectoryHost> inOrder() {
        var now = System.nanoTime();
        return hosts.stream()
                .sorted(Comparator.comparing(host -> {
                    var failed = failures.get(host);
                    return failed != null && now - failed < PENALTY.toNanos();
                }))
                .toList();
    }

    /// Tries every address of the name.
    private Link connect(DirectoryHost host, Deadline deadline, int longestMessage, Greeting greeting)
            throws IOException, LDAPException {
        IOException refused = null;
        for (var address : addresses.of(host.name(), deadline.left(connectTimeout))) {
            Link link;
            try {
                link = transport.open(host, address, deadline.left(connectTimeout), longestMessage);
            } catch (StartTlsException failed) {
                throw failed;
            } catch (IOException failed) {
                refused = failed;
                continue;
            }
            try {
                greeting.on(link, deadline);
                return link;
            } catch (LDAPException | RuntimeException failed) {
                link.close();
                throw failed;
            }
        }
        throw refused == null ? new IOException("the name has no address") : refused;
    }

    private static boolean isAboutTls(Exception failed) {
        return failed instanceof StartTlsException || certificateProblem(failed) != null;
    }

    private static String reason(Exception failed) {
        var problem = certificateProblem(failed);
        if (problem != null) {
            return "its certificate is not trusted: " + problem.getMessage()
                    + "; set rootCA to the authority that signed it, and host to a name in it";
        }
        if (failed instanceof LDAPException answered) {
            return DirectoryFault.said(answered);
        }
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    private static @Nullable Throwable certificateProblem(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return cause;
            }
        }
        return null;
    }
}
