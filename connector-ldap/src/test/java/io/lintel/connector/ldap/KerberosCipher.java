package io.lintel.connector.ldap;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The encryption `aes256-cts-hmac-sha1-96` (RFC 3962), written from the RFCs so that Java is not checked against
/// itself.
final class KerberosCipher {
    static final int ETYPE = 18;
    private static final int BLOCK = 16;
    private static final int MAC = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KerberosCipher() {}

    static byte[] newKey() {
        return random(32);
    }

    /// RFC 3961, section 5.3.
    ///
    /// @param usage what is sealed (RFC 4120, section 7.5.1)
    static byte[] seal(byte[] key, int usage, byte[] plain) {
        var text = ByteBuffer.allocate(BLOCK + plain.length)
                .put(random(BLOCK))
                .put(plain)
                .array();
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(derived(key, usage, 0x55), "HmacSHA1"));
            var sealed = stealing(derived(key, usage, 0xaa), text);
            return ByteBuffer.allocate(sealed.length + MAC)
                    .put(sealed)
                    .put(mac.doFinal(text), 0, MAC)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// CBC with ciphertext stealing: the last two blocks change places, and the last is as long as the text.
    private static byte[] stealing(byte[] key, byte[] text) throws GeneralSecurityException {
        var blocks = (text.length + BLOCK - 1) / BLOCK;
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        var whole = cipher.doFinal(Arrays.copyOf(text, blocks * BLOCK));
        var swapped = whole.clone();
        System.arraycopy(whole, (blocks - 1) * BLOCK, swapped, (blocks - 2) * BLOCK, BLOCK);
        System.arraycopy(whole, (blocks - 2) * BLOCK, swapped, (blocks - 1) * BLOCK, BLOCK);
        return Arrays.copyOf(swapped, text.length);
    }

    /// RFC 3961, section 5.1.
    private static byte[] derived(byte[] key, int usage, int purpose) throws GeneralSecurityException {
        var constant = ByteBuffer.allocate(5).putInt(usage).put((byte) purpose).array();
        var cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        var first = cipher.doFinal(folded(constant, BLOCK));
        var second = cipher.doFinal(first);
        return ByteBuffer.allocate(2 * BLOCK).put(first).put(second).array();
    }

    /// n-fold (RFC 3961, section 5.1): copies, each turned 13 bits further, added with the carry coming round.
    static byte[] folded(byte[] text, int size) {
        var bits = text.length * 8;
        var copies = size
                / BigInteger.valueOf(text.length).gcd(BigInteger.valueOf(size)).intValue();
        var all = BigInteger.ZERO;
        for (var copy = 0; copy < copies; copy++) {
            all = all.shiftLeft(bits).or(turned(new BigInteger(1, text), 13 * copy % bits, bits));
        }
        var modulus = BigInteger.ONE.shiftLeft(size * 8).subtract(BigInteger.ONE);
        var sum = all.mod(modulus).toByteArray();
        var folded = new byte[size];
        var length = Math.min(size, sum.length);
        System.arraycopy(sum, sum.length - length, folded, size - length, length);
        return folded;
    }

    private static BigInteger turned(BigInteger text, int by, int bits) {
        var low = text.mod(BigInteger.ONE.shiftLeft(by));
        return text.shiftRight(by).or(low.shiftLeft(bits - by));
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
