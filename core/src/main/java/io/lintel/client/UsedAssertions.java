package io.lintel.client;

import io.lintel.oauth2.ClientId;
import java.time.Instant;

/// Which assertions have been used.
public interface UsedAssertions {

    /// Uses the `jti` of one client. Of any number of concurrent callers, on any number of replicas, at most one is
    /// answered true.
    ///
    /// @param until when it may be forgotten
    boolean claim(ClientId client, String jti, Instant until);
}
