package io.lintel.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals bytes so that only replicas of this installation can read them, and nobody can change them unnoticed.
///
/// AES-256-GCM (NIST SP 800-38D) under a key derived by HMAC-SHA256 from a root key, the purpose and 16 random
/// bytes for each message, so that no number of messages makes a nonce repeat under one key. What was sealed
/// for one purpose does not open for another. The text is unpadded base64url of: version (1), id of the root
/// key (4), salt (16), cipher text and tag.
public final class Sealer {

    private static final byte VERSION = 1;
    private static final int SALT = 16;
    private static final int HEADER = 1 + Integer.BYTES + SALT;
    private static final int TAG = 16;
    private static final int MAC = 32;
    private static final int LEAST_MAC = 15;
    /// The key is used once, so its nonce may be constant.
    private static final byte[] NONCE = new byte[12];

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Supplier<List<SealingKey>> source;
    private final Entropy entropy;

    /// @param keys seals with the first, opens with each
    public Sealer(List<SealingKey> keys, Entropy entropy) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("sealing takes a key");
        }
        var given = List.copyOf(keys);
        this.source = () -> given;
        this.entropy = entropy;
    }

    /// One whose keys are asked for each time they are needed.
    ///
    /// @param source answers at least one key, and throws what the callers of this are to see
    public Sealer(Supplier<List<SealingKey>> source, Entropy entropy) {
        this.source = source;
        this.entropy = entropy;
    }

    public String seal(String purpose, byte[] plain) {
        var key = source.get().getFirst();
        var salt = entropy.bytes(SALT);
        var sealed = ByteBuffer.allocate(HEADER + plain.length + TAG)
                .put(VERSION)
                .putInt(key.id())
                .put(salt);
        try {
            sealed.put(cipher(Cipher.ENCRYPT_MODE, key, salt, purpose).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal with AES-GCM", e);
        }
        return ENCODER.encodeToString(sealed.array());
    }

    /// What was sealed, or empty if the text is not whole, was sealed for another purpose or elsewhere.
    public Optional<byte[]> open(String purpose, String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < HEADER + TAG
                || bytes[0] != VERSION
                || !ENCODER.encodeToString(bytes).equals(text)) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        var id = buffer.getInt();
        var salt = new byte[SALT];
        buffer.get(salt);
        for (var key : source.get()) {
            if (key.id() == id) {
                return open(purpose, key, salt, bytes);
            }
        }
        return Optional.empty();
    }

    /// A MAC over parts, HMAC-SHA256 under a key of its own for the purpose.
    public byte[] mac(String purpose, String... parts) {
        return mac(source.get().getFirst(), purpose, parts);
    }

    /// Whether [#mac] answered this for the same purpose and parts, here or at another replica. At least the
    /// first 15 bytes must be given.
    public boolean isMac(byte[] given, String purpose, String... parts) {
        if (given.length < LEAST_MAC || given.length > MAC) {
            return false;
        }
        for (var key : source.get()) {
            if (Digest.equal(Arrays.copyOf(mac(key, purpose, parts), given.length), given)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] mac(SealingKey key, String purpose, String... parts) {
        var derived = key.derive("mac".getBytes(UTF_8), new byte[] {0}, purpose.getBytes(UTF_8));
        var message = new ByteArrayOutputStream();
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            message.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            message.writeBytes(bytes);
        }
        return Digest.hmacSha256(derived, message.toByteArray());
    }

    private static Optional<byte[]> open(String purpose, SealingKey key, byte[] salt, byte[] bytes) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, salt, purpose).doFinal(bytes, HEADER, bytes.length - HEADER));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot open with AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] salt, String purpose)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var derived = key.derive(purpose.getBytes(UTF_8), new byte[] {0}, salt);
        cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG * 8, NONCE));
        return cipher;
    }
}
