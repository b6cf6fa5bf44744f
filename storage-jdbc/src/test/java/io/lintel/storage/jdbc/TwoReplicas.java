package io.lintel.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/// A database that two replicas have open.
interface TwoReplicas {

    /// The database as the first replica has it open, empty at the start of each test.
    JdbcStorage first();

    /// The same database as another replica has it open.
    JdbcStorage second();

    /// The same database opened once more, as by a replica that starts.
    JdbcStorage reopen();

    /// A connection behind the back of the stores.
    Connection connect() throws SQLException;

    default Stores firstStores() {
        return first().stores(TestSealer.SEALER);
    }

    default Stores secondStores() {
        return second().stores(TestSealer.SEALER);
    }
}
