/// The connector `local`: accounts that the server itself keeps, with bcrypt hashes of their passwords.
///
/// It stands in the server and not in a module of its own because its accounts come from the server's settings
/// and, later, its storage, which connectors do not see.
@NullMarked
package io.lintel.server.local;

import org.jspecify.annotations.NullMarked;
