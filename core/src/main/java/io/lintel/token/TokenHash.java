package io.lintel.token;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.util.HexFormat;

/// The SHA-256 of a token's secret part: all that is stored of it.
public final class TokenHash {

    private final byte[] bytes;

    private TokenHash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TokenHash of(Secret secret) {
        return new TokenHash(Digest.sha256(secret));
    }

    /// Reads what a store kept.
    public static TokenHash ofBytes(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new TokenHash(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// In time that does not tell where they differ.
    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash hash && Digest.equal(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
    }

    @Override
    public String toString() {
        return "TokenHash[" + HexFormat.of().formatHex(bytes, 0, 4) + "…]";
    }
}
