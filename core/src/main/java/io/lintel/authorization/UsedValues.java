package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.OneTimeUse;
import io.lintel.secret.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What connectors have used and must not use again, such as the ids of SAML assertions.
public interface UsedValues {

    /// Uses a value for one connector. Of any number of concurrent callers, on any number of replicas, at most one
    /// is answered true.
    ///
    /// @param until when it may be forgotten
    boolean claim(ConnectorId connector, String value, Instant until);

    /// Forgets at most `limit` values whose time was over before `expiredBefore`.
    ///
    /// @return how many were forgotten
    int sweep(Instant expiredBefore, int limit);

    /// What one connector is lent.
    default OneTimeUse of(ConnectorId connector) {
        return (value, until) -> claim(connector, value, until);
    }

    /// All that a store keeps of a value. The length of the id stands in front, so that no connector can make a
    /// hash of another.
    static byte[] hash(ConnectorId connector, String value) {
        var text = connector.value().length() + ":" + connector + value;
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
