package io.lintel.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The state of a slot.
///
/// @param tag of the counter that has it
/// @param owedUntil when all that was counted will be forgotten: each attempt adds the pace of its limit
/// @param lastAt when an attempt was counted last
public record Count(long tag, Instant owedUntil, Instant lastAt) {

    /// When the next attempt may be made, if not now. A time that no clock going forward makes holds for nobody.
    public Optional<Instant> waitUntil(Counter counter, Instant now) {
        var limit = counter.limit();
        if (!isOf(counter, now) || lastAt.isAfter(now.plus(limit.pace()))) {
            return Optional.empty();
        }
        var beyond = counted(limit, now) - limit.burst();
        return beyond < 0
                ? Optional.empty()
                : Optional.of(lastAt.plus(limit.waitBeyondBurst(beyond))).filter(now::isBefore);
    }

    /// One attempt more.
    public Count next(Counter counter, Instant now) {
        var from = isOf(counter, now) && owedUntil.isAfter(now) ? owedUntil : now;
        return new Count(counter.tag(), from.plus(counter.limit().pace()), now);
    }

    /// The first attempt of a counter.
    public static Count first(Counter counter, Instant now) {
        return new Count(counter.tag(), now.plus(counter.limit().pace()), now);
    }

    /// One attempt less.
    public Count takenBack(Counter counter) {
        return new Count(tag, owedUntil.minus(counter.limit().pace()), lastAt);
    }

    private boolean isOf(Counter counter, Instant now) {
        return tag == counter.tag()
                && !owedUntil.isAfter(now.plus(counter.limit().most()));
    }

    /// How many attempts are not forgotten.
    private long counted(Limit limit, Instant now) {
        var owed = Duration.between(now, owedUntil);
        return owed.isNegative() ? 0 : owed.plus(limit.pace()).minusNanos(1).dividedBy(limit.pace());
    }
}
