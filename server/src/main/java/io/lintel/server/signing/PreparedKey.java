package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.signing.Jwk;
import io.lintel.signing.KeysUnavailableException;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A key of ours, ready for use.
final class PreparedKey {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedKey.class);

    /// The key in the form of one engine.
    private record Form(
            Engine asked,
            Engine engine,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey) {}

    private final SigningKey key;
    private final @Nullable PrivateKey privateKey;
    private final Cryptography cryptography;
    private final Jwk jwk;
    private volatile Form form;

    /// @param privateKey open; null if the key only verifies
    PreparedKey(SigningKey key, @Nullable PrivateKey privateKey, Cryptography cryptography) {
        this.key = key;
        this.privateKey = privateKey;
        this.cryptography = cryptography;
        this.jwk = Jwk.of(key);
        this.form = form(cryptography.engine());
    }

    SigningKey key() {
        return key;
    }

    SigningAlgorithm algorithm() {
        return key.algorithm();
    }

    Jwk jwk() {
        return jwk;
    }

    boolean canSign() {
        return privateKey != null;
    }

    byte[] sign(byte[] message) {
        var current = form();
        if (current.privateKey() == null) {
            throw KeysUnavailableException.because(
                    "Signing key " + key.id() + " cannot be opened: it was sealed under another sealing key than this"
                            + " server has. Give it the key it had before, or remove the signing keys from the store"
                            + " (tokens that are out become invalid).",
                    null);
        }
        try {
            return current.engine().sign(algorithm(), current.privateKey(), message);
        } catch (GeneralSecurityException broken) {
            throw KeysUnavailableException.because(
                    "Signing with key " + key.id() + " failed in " + current.engine() + ".", broken);
        }
    }

    boolean verify(byte[] message, byte[] signature) {
        if (!SignatureBytes.mayBeSignature(algorithm(), key.publicKey(), signature)) {
            return false;
        }
        var current = form();
        try {
            return current.engine().verify(algorithm(), current.publicKey(), message, signature);
        } catch (GeneralSecurityException broken) {
            throw KeysUnavailableException.because(
                    "Verifying with key " + key.id() + " failed in " + current.engine() + ".", broken);
        }
    }

    /// Turned over to another engine as soon as that is there.
    private Form form() {
        var engine = cryptography.engine();
        var current = form;
        if (current.asked() != engine) {
            current = form(engine);
            form = current;
        }
        return current;
    }

    private Form form(Engine engine) {
        try {
            var translated = new Form(
                    engine,
                    engine,
                    engine.translate(algorithm(), key.publicKey()),
                    privateKey == null ? null : engine.translate(algorithm(), privateKey));
            if (engine == Engine.JDK || isSound(translated)) {
                return translated;
            }
            LOG.error("{} signs wrongly with key {}; the JDK does it instead.", engine, key.id());
        } catch (GeneralSecurityException unusable) {
            LOG.warn("{} cannot use key {}; the JDK does it instead: {}", engine, key.id(), unusable.toString());
        }
        return new Form(engine, Engine.JDK, key.publicKey(), privateKey);
    }

    /// Whether the JDK verifies what the engine signs, and the engine refuses what nobody signed.
    private boolean isSound(Form candidate) throws GeneralSecurityException {
        var engine = candidate.engine();
        var message = "Is this engine sound?".getBytes(US_ASCII);
        if (engine.verify(
                algorithm(), candidate.publicKey(), message, SignatureBytes.plausible(algorithm(), key.publicKey()))) {
            return false;
        }
        return candidate.privateKey() == null
                || Engine.JDK.verify(
                        algorithm(),
                        key.publicKey(),
                        message,
                        engine.sign(algorithm(), candidate.privateKey(), message));
    }
}
