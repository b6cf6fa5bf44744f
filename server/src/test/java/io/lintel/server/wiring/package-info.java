@NullMarked
package io.lintel.server.wiring;

import org.jspecify.annotations.NullMarked;
