/// The server as browsers and clients meet it: over HTTP, with nothing of its inside.
@NullMarked
package io.lintel.server.wiring;

import org.jspecify.annotations.NullMarked;
