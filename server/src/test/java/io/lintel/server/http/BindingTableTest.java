package io.lintel.server.http;

/// With the database that is built in.
final class BindingTableTest extends BindingTable {

    BindingTableTest() {
        super(SharedStore.sqlite());
    }
}
