package io.lintel.token;

import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where families of refresh tokens are kept. A grant has at most one.
public interface RefreshFamilies {

    /// Starts a family.
    ///
    /// @return false, and nothing is stored, if the family's grant was revoked before or has a family
    boolean start(RefreshFamily family);

    Optional<RefreshFamily> find(RefreshFamilyId id);

    /// Replaces a family by its next generation: a compare-and-set on [RefreshFamily#generation()], which must
    /// be one more than the stored one. Id and grant stay as they are. Of any number of concurrent callers, on
    /// any number of replicas, exactly one succeeds for each generation.
    ///
    /// @return false, and nothing changes, if the family was rotated or ended meanwhile
    boolean rotate(RefreshFamily next);

    /// Ends a family for good. Whatever runs at the same time, nothing of it is alive afterwards.
    void end(RefreshFamilyId id);

    /// The families of a user, the last used first. One that an older release has started is among them once it
    /// was used again.
    ///
    /// @param limit how many at most
    List<RefreshFamily> of(Subject user, int limit);

    /// Removes at most `limit` families that were not used since `unusedSince`.
    ///
    /// @return how many were removed
    int sweep(Instant unusedSince, int limit);
}
