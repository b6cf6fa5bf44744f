package io.lintel.connector;

import java.util.Optional;

/// The role of a connector whose upstream may want the sessions of a person ended here, and sends a browser to say
/// so, as a SAML identity provider does when somebody logs out there or at another application.
public interface LogoutRequestConnector {

    /// Reads what such a browser brought. The upstream is asked nothing. Empty if it brought something else, such
    /// as the answer to [LogoutConnector#beginLogout].
    ///
    /// @throws ConnectorException if what the browser brought is not to be believed
    Optional<Order> findLogout(CallbackRequest brought);

    /// Whose sessions are to end.
    interface Order {

        /// The user, if the upstream calls people by what is their user id here. Otherwise only who has a session
        /// can be told to be meant.
        Optional<String> findUserId();

        /// Whether a session is meant that began with this identity.
        boolean means(Identity identity);

        /// Where the browser goes with the answer, if the upstream has an address for it.
        ///
        /// @param complete whether all sessions that were meant have ended
        Optional<Departure> answer(boolean complete);
    }
}
