package io.lintel.session;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.util.HexFormat;

/// The SHA-256 of the secret that a browser holds: all that is stored of it.
public final class SecretHash {

    private final byte[] bytes;

    private SecretHash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretHash of(Secret secret) {
        return new SecretHash(Digest.sha256(secret));
    }

    /// Reads what [#hex] wrote.
    public static SecretHash parse(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new SecretHash(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// In time that does not tell where they differ.
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash hash && Digest.equal(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
    }

    @Override
    public String toString() {
        return "SecretHash[" + HexFormat.of().formatHex(bytes, 0, 4) + "…]";
    }
}
