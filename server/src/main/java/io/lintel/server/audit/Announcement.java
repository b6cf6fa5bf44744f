package io.lintel.server.audit;

import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes each decision on to all who listen. One that fails keeps nobody else from hearing.
@Singleton
final class Announcement implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final List<AuditListener> listeners;

    Announcement(List<AuditListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void record(AuditEvent event) {
        for (var listener : listeners) {
            try {
                listener.heard(event);
            } catch (RuntimeException failed) {
                LOG.error(
                        "{} could not be told of a decision",
                        listener.getClass().getSimpleName(),
                        failed);
            }
        }
    }
}
