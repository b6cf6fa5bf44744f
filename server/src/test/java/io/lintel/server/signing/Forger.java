package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.memory.InMemorySigningKeys;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.VerifiedJwt;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/// Writes tokens as no signer of ours would, and shows them to our verifier.
///
/// It may sign with our own key, so that a rule and not the signature has to refuse what it wrote.
final class Forger {

    static final String PAYLOAD = "{\"iss\":\"https://login.example.org\",\"sub\":\"CgNmb28SA2Jhcg\"}";

    private final Replica replica;

    private Forger(Replica replica) {
        this.replica = replica;
    }

    static Forger of(SigningAlgorithm algorithm) {
        return of(algorithm, Cryptography.ofJdk());
    }

    static Forger of(SigningAlgorithm algorithm, Cryptography cryptography) {
        return new Forger(new Replica(new InMemorySigningKeys(), algorithm, cryptography));
    }

    Replica replica() {
        return replica;
    }

    String kid() {
        return replica.signingKey().id().value();
    }

    PublicKey publicKey() {
        return replica.signingKey().publicKey();
    }

    PrivateKey privateKey() {
        return replica.privateKey();
    }

    /// An honest header with more members: JSON that begins with a comma.
    String header(String more) {
        return "{\"alg\":\"" + replica.signingKey().algorithm().jwaName() + "\",\"kid\":\"" + kid() + "\"" + more + "}";
    }

    /// A token of ours but for what it says.
    String sign(String header, String payload) {
        var input = encode(header) + '.' + encode(payload);
        return input + '.' + encode(signature(input));
    }

    /// Our own signature.
    byte[] signature(String input) {
        return signature(replica.signingKey().algorithm(), privateKey(), input);
    }

    static byte[] signature(SigningAlgorithm algorithm, PrivateKey key, String input) {
        try {
            var signature = Signature.getInstance(algorithm.signatureAlgorithm());
            if (algorithm.signatureParameters() != null) {
                signature.setParameter(algorithm.signatureParameters());
            }
            signature.initSign(key);
            signature.update(input.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    VerifiedJwt verify(String token) {
        return replica.verifier().verify(token);
    }

    static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
