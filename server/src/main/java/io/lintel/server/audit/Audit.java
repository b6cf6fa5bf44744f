package io.lintel.server.audit;

/// Is told of decisions. Answers at once and fails never: a decision stands whether somebody hears of it or
/// not.
public interface Audit {

    void record(AuditEvent event);
}
