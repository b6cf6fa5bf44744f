package io.lintel.throttle;

import org.jspecify.annotations.Nullable;

/// What counts wrong attempts of one kind.
///
/// @param slot where it is kept
/// @param tag tells it from others in the same slot
/// @param whereFamiliar the limit instead for whoever has succeeded there lately; null if they are not counted
public record Counter(
        long slot, long tag, Limit limit, @Nullable Limit whereFamiliar, AfterSuccess afterSuccess) {

    /// What becomes of a counter when an attempt turns out right.
    public enum AfterSuccess {
        /// It starts again: only whoever it protects can have succeeded.
        STARTS_AGAIN,
        /// That attempt alone is taken back: others are counted here as well.
        TAKES_BACK
    }

    @Nullable
    Counter whereFamiliar(boolean familiar) {
        if (!familiar) {
            return this;
        }
        return whereFamiliar == null ? null : new Counter(slot, tag, whereFamiliar, whereFamiliar, afterSuccess);
    }
}
