package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A client that registered itself, as it is kept.
///
/// @param metadata what it said of itself, as JSON
/// @param secret null if it proves itself by keys of its own, or not at all
/// @param accessTokenHash the hexadecimal SHA-256 of the token that its registration is read and changed with
/// @param revision counts its changes, from 0
public record RegisteredClient(
        ClientId id,
        Instant registeredAt,
        String metadata,
        @Nullable Secret secret,
        String accessTokenHash,
        long revision) {

    /// Newly registered.
    public static RegisteredClient of(
            ClientId id, Instant registeredAt, String metadata, @Nullable Secret secret, Secret accessToken) {
        var hash = HexFormat.of().formatHex(Digest.sha256(accessToken));
        return new RegisteredClient(id, registeredAt, metadata, secret, hash, 0);
    }

    /// The same client, changed.
    public RegisteredClient changed(String newMetadata, @Nullable Secret newSecret) {
        return new RegisteredClient(id, registeredAt, newMetadata, newSecret, accessTokenHash, revision + 1);
    }

    public boolean isOpenedBy(Secret accessToken) {
        return Digest.equal(HexFormat.of().parseHex(accessTokenHash), Digest.sha256(accessToken));
    }
}
