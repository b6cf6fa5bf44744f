package io.lintel.logout;

import io.lintel.client.Provenance;
import io.lintel.secret.Secret;
import java.net.URI;

/// How clients are reached (OpenID Connect Back-Channel Logout, sections 2.5 and 2.8).
public interface LogoutReceivers {

    /// Sends a logout token to an address that a client has registered. Answers within seconds.
    ///
    /// @param namedBy who vouches for the address
    Answer send(URI address, Provenance namedBy, Secret logoutToken);

    /// What became of it.
    sealed interface Answer {
        /// The client has ended the session, or has none.
        record Accepted() implements Answer {}

        /// The client says that the request is not good, and it will not be better the next time.
        record Refused(int status) implements Answer {}

        /// Nobody answered, or not now.
        ///
        /// @param detail for the log
        record Unreachable(String detail) implements Answer {}
    }
}
