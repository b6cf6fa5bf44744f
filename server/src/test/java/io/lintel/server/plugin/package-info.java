/// Jars with connectors that the server does not bring.
@NullMarked
package io.lintel.server.plugin;

import org.jspecify.annotations.NullMarked;
