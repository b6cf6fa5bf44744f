package io.lintel.session;

import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where sessions are kept. What one replica writes, all see at once.
public interface Sessions {

    /// Stores a new session.
    void start(Session session);

    /// A session, also one that has expired.
    Optional<Session> find(SessionId id);

    /// Replaces a session by its next generation: a compare-and-set on [Session#generation()], which must be one
    /// more than the stored one. Id and user stay as they are. Of any number of concurrent callers, on any number
    /// of replicas, exactly one succeeds for each generation.
    ///
    /// @return false, and nothing changes, if the session was replaced or ended meanwhile
    boolean replace(Session next);

    /// Ends a session for good: whatever runs at the same time, it is not found afterwards. Of any number of
    /// concurrent callers at most one is answered with it, so that what must happen at an end happens once.
    Optional<Session> end(SessionId id);

    /// The sessions of a user, the last started first; expired ones, too, until they are swept.
    ///
    /// @param limit how many at most
    List<Session> of(Subject user, int limit);

    /// Removes at most `limit` sessions that expired before `expiredBefore`.
    ///
    /// @return how many were removed
    int sweep(Instant expiredBefore, int limit);
}
