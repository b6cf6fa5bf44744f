package io.lintel.registration;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Lets whoever holds it register clients (RFC 7591, section 3).
///
/// @param id what the audit log calls it
/// @param hash the hexadecimal SHA-256 of the token
/// @param until null for no end
/// @param uses how many clients may be registered with it; null for any number
public record InitialAccessToken(
        String id,
        String hash,
        @Nullable Instant until,
        @Nullable Integer uses) {

    boolean is(Secret token) {
        return Digest.equal(HexFormat.of().parseHex(hash), Digest.sha256(token));
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
