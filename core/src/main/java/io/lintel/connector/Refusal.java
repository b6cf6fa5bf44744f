package io.lintel.connector;

/// Why an end-user may not come in. Each has a page that tells the end-user what to do.
public enum Refusal {
    /// Unknown user or wrong password; the two are never told apart.
    WRONG_CREDENTIALS,
    /// The end-user said no at the upstream, or closed its page.
    CANCELLED,
    /// Known, but in none of the groups, organizations or domains the configuration asks for.
    NOT_PERMITTED,
    /// The account is disabled or suspended.
    ACCOUNT_DISABLED,
    /// The account is locked, for example after too many wrong passwords.
    ACCOUNT_LOCKED,
    /// The account has expired.
    ACCOUNT_EXPIRED,
    /// The password has expired or must be changed at the upstream first.
    PASSWORD_EXPIRED,
    /// The account does not exist any more; told by a refresh only.
    GONE
}
