/// What ends sessions and tells clients of it, beside the requests of browsers.
@NullMarked
package io.lintel.server.logout;

import org.jspecify.annotations.NullMarked;
