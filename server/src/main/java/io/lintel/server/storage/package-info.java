/// What becomes of that which has expired in a store.
@NullMarked
package io.lintel.server.storage;

import org.jspecify.annotations.NullMarked;
