package io.lintel.server.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts the value of a session cookie as dex does: AES-GCM under the bytes of the operator's key, written as
/// unpadded base64url of a random nonce (12 bytes), the cipher text and the tag.
final class CookieSeal {

    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final SecretKeySpec key;
    private final Entropy entropy;

    /// @param key 16, 24 or 32 bytes in UTF-8
    CookieSeal(Secret key, Entropy entropy) {
        this.key = new SecretKeySpec(key.reveal().getBytes(UTF_8), "AES");
        this.entropy = entropy;
    }

    String seal(String plain) {
        var nonce = entropy.bytes(NONCE);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(US_ASCII));
            var all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /// Empty if it was not sealed under this key, or was changed.
    Optional<String> open(String sealed) {
        try {
            var all = Base64.getUrlDecoder().decode(sealed);
            if (all.length < NONCE + TAG) {
                return Optional.empty();
            }
            var plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE)).doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new String(plain, US_ASCII));
        } catch (IllegalArgumentException | AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        return cipher;
    }
}
