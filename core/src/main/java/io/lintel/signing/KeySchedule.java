package io.lintel.signing;

import java.time.Duration;

/// How long keys are used and kept.
///
/// @param rotationPeriod for how long a key signs
/// @param tokenLifetime the longest life of any token signed with it
/// @param cacheTime for how long others may keep our key set: the `max-age` it is published with
public record KeySchedule(Duration rotationPeriod, Duration tokenLifetime, Duration cacheTime) {

    /// How far the clocks of two replicas may be apart.
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /// For how long a replica may work with keys it could not read anew. A signer that has lost the store for
    /// longer stops signing.
    public static final Duration STALENESS = Duration.ofMinutes(5);

    public KeySchedule {
        requirePositive("rotationPeriod", rotationPeriod);
        requirePositive("tokenLifetime", tokenLifetime);
        if (cacheTime.isNegative()) {
            throw new IllegalArgumentException("cacheTime is " + cacheTime + ", but must not be negative.");
        }
    }

    /// The least time between publishing a key and using it. The clocks of replicas and what they read late are
    /// counted in, so that any key set fetched anywhere [#cacheTime()] before a signature holds its key.
    public Duration announcement() {
        return cacheTime.plus(CLOCK_DIFFERENCE).plus(STALENESS);
    }

    /// For how long a key signs: the rotation period, but never less than the next key must be announced.
    public Duration period() {
        return longer(rotationPeriod, announcement());
    }

    /// How long before its first use the next key is published when nothing is late: half a period, so that a
    /// replica that is cut off from the store for hours still publishes the key the others will use.
    public Duration lead() {
        return longer(period().dividedBy(2), announcement());
    }

    /// How long a key stays published after its successor took over.
    public Duration retention() {
        return tokenLifetime.plus(announcement());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " is " + duration + ", but must be more than zero.");
        }
    }
}
