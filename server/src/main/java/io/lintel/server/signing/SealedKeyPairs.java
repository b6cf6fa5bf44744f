package io.lintel.server.signing;

import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import io.lintel.signing.KeyId;
import io.lintel.signing.KeyPairs;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/// Makes key pairs, and seals and opens their private halves.
public final class SealedKeyPairs implements KeyPairs {

    private static final int RSA_BITS = 2048;

    private final Sealer sealer;

    public SealedKeyPairs(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public SealedKeyPair create(KeyId id, SigningAlgorithm algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            generator.initialize(parameters(algorithm));
            var pair = generator.generateKeyPair();
            var encoded = pair.getPrivate().getEncoded();
            try {
                return new SealedKeyPair(pair.getPublic(), Secret.of(sealer.seal(SigningKey.purpose(id), encoded)));
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key for " + algorithm.jwaName() + ".", e);
        }
    }

    /// The private key, or empty if it was sealed under a key we do not have.
    Optional<PrivateKey> open(SigningKey key) {
        return sealer.open(key.purpose(), key.privateKey().reveal()).map(encoded -> {
            try {
                return KeyFactory.getInstance(key.algorithm().keyAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "Signing key " + key.id() + " opens, but is no private key for "
                                + key.algorithm().jwaName() + ": its row was written by something else.",
                        e);
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        });
    }

    private static AlgorithmParameterSpec parameters(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256 -> new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
            case ES256, ES384, ES512 -> algorithm.requireCurve().parameters();
            case EDDSA -> NamedParameterSpec.ED25519;
        };
    }
}
