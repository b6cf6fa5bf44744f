package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import java.util.List;
import java.util.Optional;

/// The connectors there are. One that was removed is gone at the next call.
public interface Connectors {

    /// Ordered by name, without regard to case.
    List<ConnectorEntry> all();

    Optional<ConnectorEntry> find(ConnectorId id);
}
