package io.lintel.secret;

import java.nio.ByteBuffer;
import java.util.Base64;

/// A root key for sealing: 32 random bytes, and a number that names them without telling anything of them.
public final class SealingKey {

    /// Its length in bytes.
    public static final int LENGTH = 32;

    private final int id;
    private final byte[] bytes;

    private SealingKey(byte[] bytes) {
        this.bytes = bytes;
        var digest = Digest.hmacSha256(bytes, new byte[] {'i', 'd'});
        this.id = ByteBuffer.wrap(digest).getInt();
    }

    /// @throws IllegalArgumentException unless there are 32 bytes
    public static SealingKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a sealing key has 32 bytes, not " + bytes.length);
        }
        return new SealingKey(bytes.clone());
    }

    /// Reads what [#encode()] wrote, or what an operator made with `openssl rand -base64 32`.
    public static SealingKey parse(Secret base64) {
        return of(Base64.getDecoder().decode(base64.reveal()));
    }

    public static SealingKey random(Entropy entropy) {
        return new SealingKey(entropy.bytes(LENGTH));
    }

    public Secret encode() {
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    public int id() {
        return id;
    }

    byte[] derive(byte[]... parts) {
        return Digest.hmacSha256(bytes, parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealingKey key && id == key.id && Digest.equal(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "SealingKey[id=" + Integer.toHexString(id) + "]";
    }
}
