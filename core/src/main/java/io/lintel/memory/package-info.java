/// Stores that forget everything when the process ends: for trying things out and for tests. They keep the same
/// contracts as the stores on disk, and nothing of core knows them.
///
/// Each holds so many entries at most and then refuses further ones: dropping old ones instead would let a
/// flood of logins end the sessions of others, and a code that was dropped could not be told from one that
/// never was.
@NullMarked
package io.lintel.memory;

import org.jspecify.annotations.NullMarked;
