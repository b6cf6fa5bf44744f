package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import java.time.Instant;
import java.util.Optional;

/// Where pushed requests wait for the browser. The URIs are stored hashed, the requests sealed.
public interface PushedRequests {

    /// Stores a request.
    ///
    /// @param most how many requests of one client may wait that expire after `now`; a few more may come in if they
    ///     come at once
    /// @return false, and nothing is stored, if there are as many
    boolean add(RequestUri uri, PushedRequest request, int most, Instant now);

    /// Takes a request out, whether it has expired or not, if it is that client's; otherwise nothing changes. Of any
    /// number of concurrent callers, on any number of replicas, at most one is answered with it.
    Optional<PushedRequest> take(RequestUri uri, ClientId client);

    /// Removes at most `limit` requests that expired before `expiredBefore`.
    ///
    /// @return how many were removed
    int sweep(Instant expiredBefore, int limit);
}
