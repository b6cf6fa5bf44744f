package io.lintel.authorization;

import io.lintel.secret.Entropy;
import java.util.Optional;
import java.util.UUID;

/// What one end-user allowed one client at one time. Every token that comes of it names it, so that all can be
/// revoked together.
///
/// The name is the upper half of a random UUID (version 4, 60 random bits); the lower half is drawn anew for
/// each token, so that `jti` is a random UUID as dex has it.
///
/// @param value the upper 64 bits of the UUIDs, with the version in its place
public record GrantId(long value) {

    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_4 = 0x4000L;

    public GrantId {
        if ((value & VERSION_MASK) != VERSION_4) {
            throw new IllegalArgumentException("not the upper half of a random UUID");
        }
    }

    public static GrantId random(Entropy entropy) {
        return new GrantId((entropy.nextLong() & ~VERSION_MASK) | VERSION_4);
    }

    /// The grant a `jti` names, if it is one of ours.
    public static Optional<GrantId> ofTokenId(String jti) {
        try {
            var uuid = UUID.fromString(jti);
            return uuid.version() == 4 && uuid.toString().equals(jti)
                    ? Optional.of(new GrantId(uuid.getMostSignificantBits()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A new `jti` that names this grant.
    public String newTokenId(Entropy entropy) {
        var lower = (entropy.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(value, lower).toString();
    }
}
