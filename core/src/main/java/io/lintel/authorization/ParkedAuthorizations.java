package io.lintel.authorization;

import io.lintel.connector.LoginId;
import java.time.Instant;
import java.util.Optional;

/// Where authorizations wait whose end-user has logged in and is being asked for a second factor or for consent.
public interface ParkedAuthorizations {

    /// Stores an authorization.
    ///
    /// @return false, and nothing is stored, if one with the same [PendingAuthorization#id()] is or was parked
    ///     and has not been swept: a login is finished once
    boolean park(PendingAuthorization authorization);

    /// An authorization that was parked and not taken.
    Optional<PendingAuthorization> find(LoginId id);

    /// Stores an authorization whose end-user has passed one second factor more than the stored one says.
    ///
    /// @return false, and nothing changes, if the stored one says another number of factors, or was taken: of any
    ///     number of concurrent callers who pass the same number, exactly one is answered true
    boolean pass(PendingAuthorization next);

    /// Takes an authorization out. Of any number of concurrent callers, on any number of replicas, at most one
    /// is answered with it.
    Optional<PendingAuthorization> take(LoginId id);

    /// Removes at most `limit` authorizations that expired before `expiredBefore`.
    ///
    /// @return how many were removed
    int sweep(Instant expiredBefore, int limit);
}
