/// The jar that is released, as a process of its own and as a list of what is in it.
@NullMarked
package io.lintel.server.release;

import org.jspecify.annotations.NullMarked;
