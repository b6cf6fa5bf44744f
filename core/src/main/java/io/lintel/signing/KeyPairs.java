package io.lintel.signing;

import io.lintel.secret.Secret;
import java.security.PublicKey;

/// Makes new key pairs. The private half leaves it sealed.
public interface KeyPairs {

    /// A new pair for the algorithm, its private key as PKCS#8 sealed under [SigningKey#purpose(KeyId)].
    SealedKeyPair create(KeyId id, SigningAlgorithm algorithm);

    record SealedKeyPair(PublicKey publicKey, Secret privateKey) {}
}
