package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The connections bound as the service account. At most `poolSize` are open, none until it is needed.
///
/// One that has been idle for a while is asked for a sign of life before it is used, and one that is old is
/// replaced, so that work returns to a host that was down.
final class ServiceLinks implements AutoCloseable {
    private static final Duration IDLE_UNTIL_CHECKED = Duration.ofSeconds(30);
    private static final Duration OLDEST = Duration.ofMinutes(30);

    private final Hosts hosts;
    private final Hosts.Greeting bind;
    private final Duration connectTimeout;
    private final int size;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /// @param bind binds a fresh connection as the service account
    ServiceLinks(Hosts hosts, Hosts.Greeting bind, Duration connectTimeout, int size) {
        this.hosts = hosts;
        this.bind = bind;
        this.connectTimeout = connectTimeout;
        this.size = size;
        this.permits = new Semaphore(size, true);
    }

    /// A link and whether it has been used before, so that it may be stale.
    record Lent(Link link, boolean usedBefore) {}

    private record Idle(Link link, long since) {}

    /// Lends a link, which must be given back or discarded.
    Lent lend(Deadline deadline, Duration longestWait) {
        acquire(deadline.left(longestWait));
        try {
            for (var candidate = idle.poll(); candidate != null; candidate = idle.poll()) {
                if (isAlive(candidate, deadline)) {
                    return new Lent(candidate.link, true);
                }
                candidate.link.close();
            }
            return new Lent(hosts.connect(deadline, bind), false);
        } catch (RuntimeException | Error failed) {
            permits.release();
            throw failed;
        }
    }

    void giveBack(Link link) {
        idle.addFirst(new Idle(link, System.nanoTime()));
        permits.release();
        if (closed) {
            closeIdle();
        }
    }

    void discard(Link link) {
        link.close();
        permits.release();
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    /// Closes what is idle, because one was found to be broken.
    void forgetIdle() {
        for (var broken = idle.poll(); broken != null; broken = idle.poll()) {
            broken.link.close();
        }
    }

    private void closeIdle() {
        for (var unused = idle.poll(); unused != null; unused = idle.poll()) {
            unused.link.unbind();
        }
    }

    private void acquire(Duration wait) {
        try {
            if (!permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ConnectorException.unavailable(
                        "all " + size + " connections to the directory were busy for " + Deadline.inSeconds(wait)
                                + ": it is slow, or poolSize is too small",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable("interrupted while waiting for a connection", interrupted);
        }
    }

    private boolean isAlive(Idle candidate, Deadline deadline) {
        if (candidate.link.age().compareTo(OLDEST) > 0) {
            return false;
        }
        if (System.nanoTime() - candidate.since < IDLE_UNTIL_CHECKED.toNanos()) {
            return true;
        }
        try {
            return candidate.link.within(deadline.left(connectTimeout), connection -> {
                connection.search(rootDse());
                return true;
            });
        } catch (LDAPException dead) {
            return false;
        }
    }

    private static SearchRequest rootDse() {
        return new SearchRequest(
                "",
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                1,
                0,
                false,
                Filter.createPresenceFilter("objectClass"),
                SearchRequest.NO_ATTRIBUTES);
    }
}
