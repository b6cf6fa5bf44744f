/// One upstream that hangs or is away, and everybody else.
@NullMarked
package io.lintel.server.fence;

import org.jspecify.annotations.NullMarked;
