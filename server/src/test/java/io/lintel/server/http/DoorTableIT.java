package io.lintel.server.http;

/// With replicas that have a PostgreSQL together.
final class DoorTableIT extends DoorTable {

    DoorTableIT() {
        super(SharedStore.postgres());
    }
}
