package io.lintel.connector.github;

/// GitHub answered that somebody is not, or not any more. Never leaves the connector: what it means depends on whether
/// it is met in a login or in a refresh.
final class GitHubRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What GitHub said.
    enum Kind {
        /// The access token is not valid (401): expired, revoked, or its owner is gone.
        TOKEN_REJECTED,
        /// There is no such user.
        USER_UNKNOWN,
        /// The account was suspended.
        SUSPENDED
    }

    private final Kind kind;

    private GitHubRefusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static GitHubRefusal of(Kind kind, String message) {
        return new GitHubRefusal(kind, message);
    }

    Kind kind() {
        return kind;
    }
}
