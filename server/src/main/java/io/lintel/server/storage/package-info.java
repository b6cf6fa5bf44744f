/// Stores that live in the memory of one process and end with it: for tests, and for trying things out.
///
/// They keep the same contracts as the stores on disk.
@NullMarked
package io.lintel.server.storage;

import org.jspecify.annotations.NullMarked;
