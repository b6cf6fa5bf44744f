package io.lintel.client;

import io.lintel.oauth2.ClientId;
import java.util.Set;

/// What sessions mean to a client.
///
/// @param sharing whose users, once they are logged in at this client, need not log in again
/// @param endRefreshTokens whether refresh tokens die with the session they were given in
public record SessionRules(Sharing sharing, boolean endRefreshTokens) {

    /// What holds where nothing is said.
    public static final SessionRules DEFAULT = new SessionRules(new Sharing.ByDefault(), false);

    /// With whom a client shares the login of its users. It goes one way, and not further.
    public sealed interface Sharing {

        /// As the operator decides for all who do not say.
        record ByDefault() implements Sharing {}

        record WithEverybody() implements Sharing {}

        record With(Set<ClientId> clients) implements Sharing {
            public With {
                clients = Set.copyOf(clients);
            }
        }

        /// Whether that client is among those.
        ///
        /// @param otherwise what [ByDefault] means; itself not that
        default boolean reaches(ClientId other, Sharing otherwise) {
            return switch (this) {
                case ByDefault _ -> !(otherwise instanceof ByDefault) && otherwise.reaches(other, otherwise);
                case WithEverybody _ -> true;
                case With with -> with.clients().contains(other);
            };
        }
    }
}
