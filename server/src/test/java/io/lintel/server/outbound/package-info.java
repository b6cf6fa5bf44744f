@NullMarked
package io.lintel.server.outbound;

import org.jspecify.annotations.NullMarked;
