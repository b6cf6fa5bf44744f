/// Whether the server can do its work, and whether it is about to end.
///
/// *Live* is a process that answers; a restart would not help it. *Ready* is one that should be sent requests:
/// every [io.lintel.server.health.HealthCheck] says yes and nobody has told the server to end.
@NullMarked
package io.lintel.server.health;

import org.jspecify.annotations.NullMarked;
