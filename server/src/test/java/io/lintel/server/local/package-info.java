@NullMarked
package io.lintel.server.local;

import org.jspecify.annotations.NullMarked;
