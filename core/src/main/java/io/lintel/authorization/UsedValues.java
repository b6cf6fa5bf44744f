package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.OneTimeUse;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What connectors and clients have used and must not use again, such as the ids of SAML assertions and of JWTs.
public interface UsedValues {

    /// Uses a value for one connector. Of any number of concurrent callers, on any number of replicas, at most one
    /// is answered true.
    ///
    /// @param until when it may be forgotten
    default boolean claim(ConnectorId connector, String value, Instant until) {
        return claim(hash("", connector.value(), value), until);
    }

    /// Uses a value for one client, as for a connector.
    default boolean claim(ClientId client, String value, Instant until) {
        return claim(hash("client:", client.value(), value), until);
    }

    /// Uses what has that hash, which is all that a store keeps of a value.
    boolean claim(byte[] hash, Instant until);

    /// Forgets at most `limit` values whose time was over before `expiredBefore`.
    ///
    /// @return how many were forgotten
    int sweep(Instant expiredBefore, int limit);

    /// What one connector is lent.
    default OneTimeUse of(ConnectorId connector) {
        return (value, until) -> claim(connector, value, until);
    }

    /// The length of the id stands in front of it, so that nobody can make a hash of another.
    private static byte[] hash(String kind, String id, String value) {
        var text = kind + id.length() + ":" + id + value;
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
