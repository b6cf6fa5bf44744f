package io.lintel.signing;

import io.lintel.secret.Secret;
import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key of ours and its life.
///
/// @param privateKey PKCS#8, sealed under [#purpose()]; empty once the key is out of use for good, when only
///     signatures it made have still to be verified
/// @param publishedAt since when it is in the key set
/// @param activeFrom from when on it signs
/// @param retiredAt from when on its successor signs, or since when its algorithm is not wanted any more; null
///     before
/// @param expiresAt until when it stays in the key set once it is retired: by then every token it signed has
///     expired and every copy of the key set has been fetched anew
public record SigningKey(
        KeyId id,
        SigningAlgorithm algorithm,
        PublicKey publicKey,
        Secret privateKey,
        Instant publishedAt,
        Instant activeFrom,
        @Nullable Instant retiredAt,
        Instant expiresAt) {

    public SigningKey {
        if (!algorithm.fits(publicKey)) {
            throw new IllegalArgumentException(
                    "Key " + id + " is said to be for " + algorithm.jwaName() + ", but its public key is not.");
        }
    }

    /// What the private key of this id is sealed for: one key's text does not open as another's.
    public static String purpose(KeyId id) {
        return "signing-key:" + id.value();
    }

    public String purpose() {
        return purpose(id);
    }

    /// Whether it belongs into the key set at that time.
    public boolean isPublished(Instant now) {
        return retiredAt == null || now.isBefore(expiresAt);
    }

    /// Whether its successor signs, or nobody will.
    boolean isRetired(Instant now) {
        return retiredAt != null && !retiredAt.isAfter(now);
    }

    /// Whether it still has what is needed to sign.
    public boolean canSign() {
        return !privateKey.isEmpty();
    }

    SigningKey retire(Instant from, Instant expiry) {
        return new SigningKey(id, algorithm, publicKey, privateKey, publishedAt, activeFrom, from, expiry);
    }

    SigningKey withoutPrivateKey() {
        return new SigningKey(id, algorithm, publicKey, Secret.empty(), publishedAt, activeFrom, retiredAt, expiresAt);
    }
}
