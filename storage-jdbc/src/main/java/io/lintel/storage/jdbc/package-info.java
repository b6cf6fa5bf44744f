/// SQLite and PostgreSQL behind the storage ports of core.
///
/// [io.lintel.storage.jdbc.JdbcStorage] opens a database and brings its schema up to date. The stores say what
/// is to be done as SQL that both databases understand; what they spell differently stands in
/// [io.lintel.storage.jdbc.Dialect]. How a statement reaches the disk is the business of
/// [io.lintel.storage.jdbc.Database]: SQLite has one writer that commits what waits together, PostgreSQL has a
/// pool whose connections commit each statement by itself. Every verb of a port is one statement on PostgreSQL,
/// so that the database decides who was first and there is nothing to lock, read and decide in between.
///
/// What is looked for, compared or counted is a column. Everything else of a row is one JSON document with a
/// version, mapped by hand and not by reflection, so that a row of an earlier release stays readable however
/// the records of core change. What grants something is hashed, or sealed for its column and row. A mapping
/// framework was not taken: fifteen statements do not repay one, and it costs time at each start.
///
/// Times are microseconds since 1970 in both databases. Nothing here decides what has expired.
@NullMarked
package io.lintel.storage.jdbc;

import org.jspecify.annotations.NullMarked;
