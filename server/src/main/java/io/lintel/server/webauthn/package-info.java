/// The library behind [io.lintel.factor.KeyVerifier], and nothing of it anywhere else.
///
/// WebAuthn4J reads CBOR, COSE and what browsers send, which is hostile input in binary formats; it is maintained
/// by those who certify it. Attestation is asked for as configured and decides nothing: its statements are not
/// verified, since there is no list of makers to compare them with.
@NullMarked
package io.lintel.server.webauthn;

import org.jspecify.annotations.NullMarked;
