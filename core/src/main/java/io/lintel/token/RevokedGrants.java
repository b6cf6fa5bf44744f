package io.lintel.token;

import io.lintel.authorization.GrantId;
import java.time.Instant;

/// The grants that were taken back while tokens of theirs may still be alive.
public interface RevokedGrants {

    /// Takes a grant back: its refresh family, if there is one or will be one, ends with it, in one
    /// transaction. Once this returns, [#contains] says so on every replica.
    ///
    /// @param until when the last token of the grant has expired, after which the grant may be forgotten
    void revoke(GrantId grant, Instant until);

    boolean contains(GrantId grant);

    /// Forgets at most `limit` grants whose last token has expired before `expiredBefore`.
    ///
    /// @return how many were forgotten
    int sweep(Instant expiredBefore, int limit);
}
