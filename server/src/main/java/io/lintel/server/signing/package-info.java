/// JWTs on the wire, and the arithmetic behind them.
///
/// [io.lintel.server.signing.CurrentKeys] holds the keys in memory, reads them anew every half minute and turns
/// them when it is time; [io.lintel.server.signing.JwtSigner] and [io.lintel.server.signing.JwtVerifier] use
/// them without touching the store. [io.lintel.server.signing.Cryptography] knows whether the native provider
/// could be loaded.
///
/// The compact serialization is made here and not by a JOSE library: signing is three lines of it, and the
/// verifier must be stricter than libraries are, since it only ever meets what this signer wrote. The JSON is a
/// library's.
///
/// Only this package ever holds an open private key, and nothing in it hands one out.
@NullMarked
package io.lintel.server.signing;

import org.jspecify.annotations.NullMarked;
