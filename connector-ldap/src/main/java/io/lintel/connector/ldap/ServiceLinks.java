package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;

/// The connections bound as the service account. At most `poolSize` are open, none until it is needed.
///
/// One that has been idle for a while is asked for a sign of life before it is used, and one that is old is
/// replaced, so that work returns to a host that was down.
final class ServiceLinks implements AutoCloseable {
    private static final Duration IDLE_UNTIL_CHECKED = Duration.ofSeconds(30);
    /// The longest message we read: one entry with all of the attributes we ask for.
    private static final int LONGEST_ENTRY = 1024 * 1024;

    private static final Duration OLDEST = Duration.ofMinutes(30);

    private final Hosts hosts;
    private final Hosts.Greeting bind;
    private final Duration connectTimeout;
    private final Permits permits;
    private final LongSupplier nanoTime;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /// @param bind binds a fresh connection as the service account
    /// @param nanoTime a monotonic clock
    ServiceLinks(Hosts hosts, Hosts.Greeting bind, Duration connectTimeout, int size, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.hosts = hosts;
        this.bind = bind;
        this.connectTimeout = connectTimeout;
        this.permits = new Permits(size, "all " + size + " connections to the directory were busy");
    }

    /// A link and whether it has been used before, so that it may be stale.
    record Lent(Link link, boolean usedBefore) {}

    private record Idle(Link link, long since) {}

    /// Lends a link, which must be given back or discarded.
    Lent lend(Deadline deadline, Duration longestWait) {
        permits.acquire(deadline.left(longestWait));
        try {
            for (var candidate = idle.poll(); candidate != null; candidate = idle.poll()) {
                if (isAlive(candidate, deadline)) {
                    return new Lent(candidate.link, true);
                }
                candidate.link.close();
            }
            return new Lent(hosts.connect(deadline, LONGEST_ENTRY, bind), false);
        } catch (RuntimeException | Error failed) {
            permits.release();
            throw failed;
        }
    }

    void giveBack(Link link) {
        idle.addFirst(new Idle(link, nanoTime.getAsLong()));
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

    private boolean isAlive(Idle candidate, Deadline deadline) {
        if (candidate.link.age().compareTo(OLDEST) > 0) {
            return false;
        }
        if (nanoTime.getAsLong() - candidate.since < IDLE_UNTIL_CHECKED.toNanos()) {
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
