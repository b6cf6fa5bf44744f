package io.lintel.server.connectors;

import java.util.List;

/// All connectors of a file, in its order.
public record BoundConnectors(List<BoundConnector<?>> all) {

    public BoundConnectors {
        all = List.copyOf(all);
    }
}
