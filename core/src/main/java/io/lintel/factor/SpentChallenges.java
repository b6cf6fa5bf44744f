package io.lintel.factor;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import java.time.Instant;

/// Which challenges were answered.
public interface SpentChallenges {

    /// Spends a challenge. Of any number of concurrent callers, on any number of replicas, exactly one is
    /// answered true.
    ///
    /// @param until when it must not be accepted any more anyway
    boolean spend(Subject subject, Secret challenge, Instant until);
}
