package io.lintel.factor;

import io.lintel.oauth2.Subject;
import java.util.Optional;

/// Where it is kept what end-users have enrolled.
public interface FactorHolders {

    /// An end-user who has, or had, something enrolled.
    Optional<FactorHolder> find(Subject subject);

    /// Stores a holder in place of the one of the generation before; generation 1 in place of none.
    ///
    /// @return false, and nothing is changed, if another generation is stored: of any number of concurrent
    ///     callers with one generation, on any number of replicas, exactly one is answered true
    boolean replace(FactorHolder next);

    /// Forgets all that an end-user has enrolled.
    void remove(Subject subject);
}
