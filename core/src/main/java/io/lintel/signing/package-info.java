/// Signing and verifying JWTs, publishing the keys, and when they rotate.
///
/// The words are here: claims, keys, their life, the ports [io.lintel.signing.Signer],
/// [io.lintel.signing.Verifier], [io.lintel.signing.PublishedKeys] and the store
/// [io.lintel.signing.SigningKeys]. How a JWT is put on the wire is the server's. What a claim means (issuer,
/// expiry, audience) is the caller's.
///
/// A key lives through these states, which follow from its times alone:
///
/// | state | from | signs | published |
/// |---|---|---|---|
/// | announced | `publishedAt` | no | yes |
/// | active | `activeFrom` | yes | yes |
/// | retired | `retiredAt` | no | yes |
/// | expired | `expiresAt` | no | no |
///
/// Each algorithm that the operator or a client wants has such a line of keys.
///
/// The times are planned ahead and stored with the key, so that every replica changes keys at the same time
/// without speaking to another. A store is written only when a key is made. An early design made the next key
/// active when it was made, as some providers do; whoever had fetched the key set a minute before could not
/// verify what came next.
@NullMarked
package io.lintel.signing;

import org.jspecify.annotations.NullMarked;
