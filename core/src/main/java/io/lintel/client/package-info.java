/// Registered clients, and how they prove who they are.
///
/// Only this package makes an [io.lintel.client.AuthenticatedClient], so that whatever asks for one is reached
/// by clients that have proved who they are (public clients prove nothing and are let in by name alone). Knows
/// nothing of end-users and tokens.
///
/// A client proves itself by a secret or by what it signs. [io.lintel.client.ClientAssertions] decides what an
/// assertion must say, [io.lintel.client.ClientJwts] whose signature it has.
@NullMarked
package io.lintel.client;

import org.jspecify.annotations.NullMarked;
