/// Strings that are never printed.
///
/// Whatever grants something to whoever holds it (a password, an authorization code, a client secret, an
/// upstream token) is a [io.lintel.secret.Secret] from the moment it is read until the moment it is compared or
/// sent. Knows nothing of who uses it.
@NullMarked
package io.lintel.secret;

import org.jspecify.annotations.NullMarked;
