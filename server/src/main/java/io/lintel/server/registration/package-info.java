/// Clients that the operator did not write down: found in the store, or at the address that is their id.
///
/// [io.lintel.server.registration.KnownClients] asks the configuration first, so that nobody takes the id of a
/// client that is written there. Nothing of the store is kept in memory: a client that is removed is unknown at the
/// next call. Requests that clients publish are fetched here, too.
@NullMarked
package io.lintel.server.registration;

import org.jspecify.annotations.NullMarked;
