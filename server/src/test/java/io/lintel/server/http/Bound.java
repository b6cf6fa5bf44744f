package io.lintel.server.http;

import io.lintel.server.TestServer;

/// Something that was given to somebody, and that is shown to Lintel again.
@FunctionalInterface
interface Bound {

    /// Shows it, at any replica.
    ///
    /// @return whether it brought whoever showed it to where they wanted
    boolean show(Bearer as, TestServer at);

    /// Who shows it.
    enum Bearer {
        /// Whoever it was given to.
        OWNER,
        /// The same person and browser, but at another client, or the client itself.
        OTHER_CLIENT,
        /// Somebody else who came by the same connector.
        OTHER_USER,
        /// Somebody with the same id at another connector.
        OTHER_CONNECTOR,
        /// The same person in another browser.
        OTHER_BROWSER
    }
}
