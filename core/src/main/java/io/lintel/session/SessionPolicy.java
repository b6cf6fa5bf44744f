package io.lintel.session;

import java.time.Duration;

/// For how long a browser is believed to be somebody's.
///
/// @param idleLifetime for how long while it does nothing; at most the absolute one
/// @param absoluteLifetime for how long at most after the login that began the session
public record SessionPolicy(Duration idleLifetime, Duration absoluteLifetime) {

    public SessionPolicy {
        if (!idleLifetime.isPositive() || idleLifetime.compareTo(absoluteLifetime) > 0) {
            throw new IllegalArgumentException("a session lives more than no time, and idle no longer than at all");
        }
    }
}
