package io.lintel.connector.github;

/// What a team is called in a group.
public enum TeamNameField {
    /// As people wrote it, such as `Site Admins`.
    NAME,
    /// As it stands in addresses, such as `site-admins`.
    SLUG,
    /// Both, as two groups.
    BOTH
}
