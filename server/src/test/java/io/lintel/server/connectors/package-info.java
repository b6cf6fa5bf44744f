/// Proves how configuration records of connectors are bound.
@NullMarked
package io.lintel.server.connectors;

import org.jspecify.annotations.NullMarked;
