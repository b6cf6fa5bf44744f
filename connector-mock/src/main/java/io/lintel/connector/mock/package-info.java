/// Connectors with one built-in user, for trying things out and for tests.
///
/// `mockCallback` logs everybody in as one person without asking; `mockPassword` asks for the one user name and
/// password of its configuration. Neither belongs into production.
@NullMarked
package io.lintel.connector.mock;

import org.jspecify.annotations.NullMarked;
