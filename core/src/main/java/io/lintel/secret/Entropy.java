package io.lintel.secret;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// Draws identifiers and secrets from the system's CSPRNG.
///
/// Identifiers have the form that dex gives them: a letter, then the unpadded base32 of random bytes in the
/// alphabet `a-z2-7`. What only names something has 15 bytes (25 characters); what grants something has 32 (53
/// characters).
public final class Entropy {

    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final SecureRandom random;

    public Entropy() {
        this(new SecureRandom());
    }

    Entropy(SecureRandom random) {
        this.random = random;
    }

    /// A new name of 25 characters. It is unguessable in practice, but nothing may depend on that.
    public String identifier() {
        return letter(random.nextInt(26)) + base32(bytes(15));
    }

    /// A new secret of 53 characters with 256 random bits.
    public Secret secret() {
        return Secret.of(letter(random.nextInt(26)) + base32(bytes(32)));
    }

    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Each of the numbers from 0 to below the bound with the same chance.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long nextLong() {
        return random.nextLong();
    }

    public String hex(int count) {
        return HexFormat.of().formatHex(bytes(count));
    }

    private static String letter(int index) {
        return String.valueOf((char) ('a' + index));
    }

    /// Base32 without padding, in the alphabet `a-z2-7` (RFC 4648, section 6, in lower case).
    public static String base32(byte[] bytes) {
        var text = new StringBuilder((bytes.length * 8 + 4) / 5);
        var buffer = 0;
        var bits = 0;
        for (var next : bytes) {
            buffer = (buffer << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32[(buffer >> (bits - 5)) & 31]);
                bits -= 5;
            }
        }
        if (bits > 0) {
            text.append(BASE32[(buffer << (5 - bits)) & 31]);
        }
        return text.toString();
    }

    /// Reads what [#base32] wrote; empty if it wrote no such text.
    public static Optional<byte[]> parseBase32(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        var count = 0;
        var buffer = 0;
        var bits = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var value = c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
            if (value < 0) {
                return Optional.empty();
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[count++] = (byte) (buffer >> bits);
            }
        }
        return base32(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }
}
