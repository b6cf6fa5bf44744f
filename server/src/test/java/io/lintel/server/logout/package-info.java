/// Ending sessions, and clients that are told of it.
@NullMarked
package io.lintel.server.logout;

import org.jspecify.annotations.NullMarked;
