package io.lintel.connector;

import java.util.Set;

/// The role of a connector that can look an end-user up again without the end-user: it makes
/// [Capability#OFFLINE_ACCESS].
///
/// A connector without it never gets refresh tokens for its users, whatever an application asks for.
public interface RefreshingConnector {

    /// Looks the end-user up again.
    ///
    /// [LoginResult.Refused] means that the end-user may not come in any more and ends the refresh token; an
    /// upstream that cannot answer is a [ConnectorException] and leaves the refresh token as it is. The user id
    /// of the answer must be that of `identity`.
    ///
    /// @param identity what the last login or refresh returned, with its [Identity#refreshState()]
    /// @param wanted what the application was granted
    LoginResult refresh(Identity identity, Set<Wanted> wanted);
}
