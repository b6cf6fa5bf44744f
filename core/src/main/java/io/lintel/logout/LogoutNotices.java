package io.lintel.logout;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Where notices wait until they were delivered: they outlive restarts, and are delivered by any replica.
public interface LogoutNotices {

    /// A notice in the hands of one replica.
    ///
    /// @param attempt which one this is, counted from 1; a lease that ran out ends with the next attempt
    record Leased(LogoutNotice notice, int attempt) {}

    /// Stores notices, all or none, which are due at once. One that is waiting already, or was given up, stays as
    /// it is.
    void add(Collection<LogoutNotice> notices);

    /// Takes notices that are due, those that have waited longest first. As long as the lease lasts, nobody else,
    /// on any replica, is answered with one of them.
    ///
    /// @param until when the lease ends and they are due again
    List<Leased> lease(Instant now, Instant until, int limit);

    /// Forgets a notice, which was delivered or is for nobody any more.
    ///
    /// @return false, and nothing changes, if the lease was lost to somebody else
    boolean remove(Leased leased);

    /// Lets a notice wait for another attempt.
    ///
    /// @return false, and nothing changes, if the lease was lost to somebody else
    boolean postpone(Leased leased, Instant due);

    /// Keeps a notice, for the operator to see, that is never due again.
    ///
    /// @return false, and nothing changes, if the lease was lost to somebody else
    boolean giveUp(Leased leased, Instant at);

    /// How many wait or were given up and not swept.
    Count count();

    /// @param waiting those that will be attempted, or are just being
    /// @param givenUp those that are only kept
    record Count(long waiting, long givenUp) {}

    /// Removes at most `limit` notices that were given up before `givenUpBefore`.
    ///
    /// @return how many were removed
    int sweep(Instant givenUpBefore, int limit);
}
