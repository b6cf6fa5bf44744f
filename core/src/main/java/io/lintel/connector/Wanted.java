package io.lintel.connector;

/// What the application behind a login wants beyond knowing who it is. A connector may save itself the work for
/// what is not wanted.
public enum Wanted {
    /// The end-user's groups.
    GROUPS,
    /// To look the end-user up again later, so that [Identity#refreshState()] is needed.
    OFFLINE_ACCESS,
    /// That the end-user proves again who they are, even if the upstream still knows them (`prompt=login`,
    /// `max_age`).
    FRESH_LOGIN
}
