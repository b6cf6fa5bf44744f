package io.lintel.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Digest;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/// Makes refresh tokens and their successors, and recognises them.
///
/// The secret of a token is 52 characters of material and 24 of a tag. The material of a successor is derived
/// from the token it follows and a random salt that the family keeps: whoever lost the answer and shows the
/// token again is given the same successor, and the database alone gives nothing away. The tag is a MAC over
/// family and material, by which a token we issued once is told from a text nobody ever issued: the first,
/// shown too late, ends the family; the second does nothing.
public final class RefreshTokenRotation {

    private static final String PURPOSE = "refresh token";
    private static final int TAG_BYTES = 15;
    private static final int TAG_LENGTH = 24;

    private final Sealer sealer;
    private final Entropy entropy;
    private final TokenPolicy policy;
    private final Clock clock;

    public RefreshTokenRotation(Sealer sealer, Entropy entropy, TokenPolicy policy, Clock clock) {
        this.sealer = sealer;
        this.entropy = entropy;
        this.policy = policy;
        this.clock = clock;
    }

    /// What a token is to its family.
    sealed interface Standing {
        /// The one to use.
        record Current() implements Standing {}

        /// The one before the current one, shown again in time: its successor is the current one.
        record Retried(RefreshToken successor) implements Standing {}

        /// One that was superseded: somebody has a copy.
        record Replayed() implements Standing {}

        /// Nothing we ever issued.
        record Foreign() implements Standing {}
    }

    RefreshToken first(RefreshFamilyId family) {
        return token(family, Entropy.base32(entropy.bytes(32)));
    }

    Standing standing(RefreshFamily family, RefreshToken token) {
        var hash = TokenHash.of(token.secret());
        if (hash.equals(family.current())) {
            return new Standing.Current();
        }
        var previous = family.previous();
        if (previous != null && hash.equals(previous.hash()) && isInRetryWindow(previous.at())) {
            return new Standing.Retried(successor(token, previous.salt()));
        }
        return isOurs(token) ? new Standing.Replayed() : new Standing.Foreign();
    }

    String newSalt() {
        return Entropy.base32(entropy.bytes(16));
    }

    RefreshToken successor(RefreshToken token, String salt) {
        var material = Digest.hmacSha256(token.secret().reveal().getBytes(UTF_8), salt.getBytes(UTF_8));
        return token(token.family(), Entropy.base32(material));
    }

    private boolean isInRetryWindow(Instant supersededAt) {
        return !policy.retryWindow().isZero() && !clock.instant().isAfter(supersededAt.plus(policy.retryWindow()));
    }

    private RefreshToken token(RefreshFamilyId family, String material) {
        var tag = Arrays.copyOf(sealer.mac(PURPOSE, family.value(), material), TAG_BYTES);
        return new RefreshToken(family, Secret.of(material + Entropy.base32(tag)));
    }

    private boolean isOurs(RefreshToken token) {
        var text = token.secret().reveal();
        var split = text.length() - TAG_LENGTH;
        if (split <= 0) {
            return false;
        }
        return Entropy.parseBase32(text.substring(split))
                .filter(tag -> tag.length == TAG_BYTES)
                .filter(tag -> sealer.isMac(tag, PURPOSE, token.family().value(), text.substring(0, split)))
                .isPresent();
    }
}
