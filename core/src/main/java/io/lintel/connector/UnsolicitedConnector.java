package io.lintel.connector;

import java.net.URI;
import java.util.Optional;

/// The role of a [CallbackConnector] whose upstream may send a browser here that nobody sent there, as a SAML identity
/// provider does when a login begins on a page of its own.
///
/// What such a browser brings logs nobody in: somebody else may have slipped it to the end-user. It only tells that a
/// login is wanted, which then begins at an application, as it always does.
public interface UnsolicitedConnector {

    /// Where the application begins the login (`initiate_login_uri` of OpenID Connect Core, section 4), if what the
    /// browser brought is of the upstream and was not used before. Empty if this instance is not configured for it.
    ///
    /// @throws ConnectorException if what the browser brought is not to be believed
    Optional<URI> findStart(CallbackRequest callback);
}
