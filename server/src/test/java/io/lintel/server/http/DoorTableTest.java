package io.lintel.server.http;

/// With the database that is built in.
final class DoorTableTest extends DoorTable {

    DoorTableTest() {
        super(SharedStore.sqlite());
    }
}
