/// A new connector is what was ordered, and what it is built against is current.
@NullMarked
package io.lintel.tools.connector;

import org.jspecify.annotations.NullMarked;
