/// What happened, decision by decision: who came by which connector, what a client was given or refused, and
/// why.
///
/// The server says each decision once, as an [io.lintel.server.audit.AuditEvent]; what becomes of it (a line in
/// the log, a count in the metrics) is the business of those who listen. Events carry no secret.
@NullMarked
package io.lintel.server.audit;

import org.jspecify.annotations.NullMarked;
