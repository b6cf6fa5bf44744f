package io.lintel.connector;

import java.time.Instant;

/// Remembers what may be used once only, such as the ids of SAML assertions: for one connector, on all replicas and
/// over restarts.
@FunctionalInterface
public interface OneTimeUse {

    /// Uses a value. Of any number of concurrent callers, on any number of replicas, at most one is answered true.
    /// An exception of the storage passes through and means that the value may have been used or not: nobody comes
    /// in by it.
    ///
    /// @param value kept as a hash, so of any length
    /// @param until when the value stops being acceptable for other reasons, so that it need not be remembered any
    ///     longer
    /// @return whether this was the first use
    boolean claim(String value, Instant until);
}
