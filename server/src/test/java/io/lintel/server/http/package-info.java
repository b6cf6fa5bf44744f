/// The server as browsers and clients meet it: over HTTP, with nothing of its inside.
@NullMarked
package io.lintel.server.http;

import org.jspecify.annotations.NullMarked;
