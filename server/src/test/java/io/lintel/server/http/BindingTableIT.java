package io.lintel.server.http;

/// With replicas that have a PostgreSQL together.
final class BindingTableIT extends BindingTable {

    BindingTableIT() {
        super(SharedStore.postgres());
    }
}
