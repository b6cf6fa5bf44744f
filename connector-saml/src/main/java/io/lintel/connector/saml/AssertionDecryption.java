package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ENCRYPTION;
import static io.lintel.connector.saml.SamlElement.SIGNATURE;

import java.security.Key;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Decrypts an assertion, in such a way that whoever sends altered messages learns nothing of the plain text or
/// the key.
///
/// What the message asks for is judged before any key is used: one content, encrypted with AES, under a key that
/// is in the message itself, encrypted with RSA-OAEP. CBC, whose plain text can be altered and guessed, is only
/// decrypted where a signature over it has been verified. From then on every failure is the same: a key that
/// cannot be unwrapped is replaced by a random one, and decryption goes on to fail like any other.
final class AssertionDecryption {

    /// The length in bytes of each algorithm's key.
    private static final Map<String, Integer> AUTHENTICATED =
            Map.of(XMLCipher.AES_128_GCM, 16, XMLCipher.AES_192_GCM, 24, XMLCipher.AES_256_GCM, 32);

    private static final Map<String, Integer> MALLEABLE =
            Map.of(XMLCipher.AES_128, 16, XMLCipher.AES_192, 24, XMLCipher.AES_256, 32);

    private static final Set<String> KEY_TRANSPORTS = Set.of(XMLCipher.RSA_OAEP, XMLCipher.RSA_OAEP_11);

    /// One for each addressee; more would be work for nothing.
    private static final int MOST_ENCRYPTED_KEYS = 4;

    /// By local name in any namespace: what fetches data or keys from elsewhere, or derives or agrees on keys.
    private static final Set<String> INDIRECTIONS = Set.of(
            "CipherReference",
            "RetrievalMethod",
            "KeyInfoReference",
            "AgreementMethod",
            "DerivedKey",
            "KeyDerivationMethod",
            "Transforms");

    private final List<PrivateKey> keys;
    private final SecureRandom random = new SecureRandom();

    AssertionDecryption(List<PrivateKey> keys) {
        this.keys = keys;
    }

    /// Puts the decrypted assertion in the place of the encrypted one.
    ///
    /// @param verified whether a signature over the encrypted assertion has been verified
    SamlElement decrypt(SamlElement encryptedAssertion, boolean verified) throws Rejection {
        if (keys.isEmpty()) {
            throw rejection("the assertion is encrypted, and no key to decrypt it is configured");
        }
        requireNoIndirection(encryptedAssertion);
        var data = encryptedAssertion
                .child(ENCRYPTION, "EncryptedData")
                .orElseThrow(() -> rejection("the encrypted assertion holds nothing"));
        var keyLength = requireAlgorithm(data, verified);
        var encryptedKeys = encryptedKeys(encryptedAssertion, data);
        for (var encryptedKey : encryptedKeys) {
            for (var key : keys) {
                var plain = decrypt(data, encryptedKey, key, keyLength);
                var assertion = plain == null ? null : DecryptedFragment.find(plain, encryptedAssertion.dom());
                if (assertion != null) {
                    return replace(encryptedAssertion.dom(), assertion);
                }
            }
        }
        throw rejection("the assertion could not be decrypted");
    }

    private static SamlElement replace(Element encryptedAssertion, Element assertion) {
        var imported = (Element) encryptedAssertion.getOwnerDocument().importNode(assertion, true);
        encryptedAssertion.getParentNode().replaceChild(imported, encryptedAssertion);
        return new SamlElement(imported);
    }

    private static void requireNoIndirection(SamlElement element) throws Rejection {
        for (var child : element.children()) {
            if (INDIRECTIONS.contains(child.localName())) {
                throw rejection("the encrypted assertion uses " + child.localName() + ", which is not allowed");
            }
            requireNoIndirection(child);
        }
    }

    private static int requireAlgorithm(SamlElement data, boolean verified) throws Rejection {
        var type = data.attribute("Type");
        if (type != null && !type.equals(ENCRYPTION + "Element")) {
            throw rejection("what is encrypted is not one element");
        }
        var algorithm = algorithm(data);
        var length = AUTHENTICATED.get(algorithm);
        if (length == null && verified) {
            length = MALLEABLE.get(algorithm);
        }
        if (length == null) {
            throw rejection(
                    MALLEABLE.containsKey(algorithm)
                            ? "the assertion is encrypted with CBC, which takes a signature on the response"
                            : "the assertion is encrypted with an algorithm that is not allowed");
        }
        return length;
    }

    /// Beside the data, or in its key information (SAML Core, section 2.3.4; XML Encryption, section 3.5).
    private static List<SamlElement> encryptedKeys(SamlElement encryptedAssertion, SamlElement data) throws Rejection {
        var found = new ArrayList<>(encryptedAssertion.children(ENCRYPTION, "EncryptedKey"));
        for (var keyInfo : data.children(SIGNATURE, "KeyInfo")) {
            found.addAll(keyInfo.children(ENCRYPTION, "EncryptedKey"));
        }
        if (found.isEmpty() || found.size() > MOST_ENCRYPTED_KEYS) {
            throw rejection("the encrypted assertion brings " + (found.isEmpty() ? "no key" : "too many keys"));
        }
        for (var encryptedKey : found) {
            if (!KEY_TRANSPORTS.contains(algorithm(encryptedKey))) {
                throw rejection("the key of the assertion is encrypted with an algorithm that is not allowed");
            }
            for (var keyInfo : encryptedKey.children(SIGNATURE, "KeyInfo")) {
                if (!keyInfo.children(ENCRYPTION, "EncryptedKey").isEmpty()) {
                    throw rejection("the key of the assertion is encrypted with another encrypted key");
                }
            }
        }
        return found;
    }

    private static String algorithm(SamlElement encrypted) throws Rejection {
        var algorithm = encrypted
                .child(ENCRYPTION, "EncryptionMethod")
                .map(method -> method.attribute("Algorithm"))
                .orElse(null);
        return algorithm == null ? "" : algorithm;
    }

    private byte @Nullable [] decrypt(SamlElement data, SamlElement encryptedKey, PrivateKey key, int keyLength) {
        try {
            var cipher = XMLCipher.getInstance();
            cipher.setSecureValidation(true);
            cipher.init(XMLCipher.DECRYPT_MODE, unwrapOrDraw(encryptedKey, algorithm(data), key, keyLength));
            return cipher.decryptToByteArray(data.dom());
        } catch (XMLEncryptionException | Rejection | RuntimeException failed) {
            // Whatever it is, it must look like everything else.
            return null;
        }
    }

    private Key unwrapOrDraw(SamlElement encryptedKey, String algorithm, PrivateKey key, int keyLength) {
        var drawn = new byte[keyLength];
        random.nextBytes(drawn);
        var substitute = new SecretKeySpec(drawn, "AES");
        try {
            var cipher = XMLCipher.getInstance();
            cipher.setSecureValidation(true);
            cipher.init(XMLCipher.UNWRAP_MODE, key);
            var loaded = cipher.loadEncryptedKey(encryptedKey.dom());
            var unwrapped = cipher.decryptKey(loaded, algorithm);
            var bytes = unwrapped.getEncoded();
            return bytes != null && bytes.length == keyLength ? unwrapped : substitute;
        } catch (XMLEncryptionException | RuntimeException failed) {
            return substitute;
        }
    }

    private static Rejection rejection(String detail) {
        return new Rejection(Reason.DECRYPTION, detail);
    }
}
