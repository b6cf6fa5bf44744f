package io.lintel.server.audit;

/// Hears of every decision, in the thread that took it.
public interface AuditListener {

    void heard(AuditEvent event);
}
