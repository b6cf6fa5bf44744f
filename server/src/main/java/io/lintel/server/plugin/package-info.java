/// Jars with connectors that are not part of the server.
///
/// Each has a class loader of its own below the server's: two may bring different versions of one library, and what
/// the server has, they have from the server. A jar says in its manifest for which version of the connector SPI it was
/// built, and is refused for another before any of its classes is loaded.
@NullMarked
package io.lintel.server.plugin;

import org.jspecify.annotations.NullMarked;
