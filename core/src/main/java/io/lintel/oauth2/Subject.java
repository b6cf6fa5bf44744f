package io.lintel.oauth2;

import java.util.Optional;

/// Who a token is about, as `sub`: the id of the user at the connector and the id of the connector. Two
/// different pairs never make the same text.
///
/// @param connectorId empty if the token is about a client and not about an end-user
public record Subject(String userId, String connectorId) {

    /// Reads a `sub` that [#encode()] wrote.
    public static Optional<Subject> decode(String sub) {
        return StringFields.decode(sub, 2).map(fields -> new Subject(fields.get(0), fields.get(1)));
    }

    /// Whether it is about a client. No end-user's is: the id of a connector is never empty.
    public boolean isClient() {
        return connectorId.isEmpty();
    }

    /// The text of `sub`.
    public String encode() {
        return StringFields.encode(userId, connectorId);
    }
}
