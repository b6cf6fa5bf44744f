package io.lintel.signing;

import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two replicas with clocks that wander up to five minutes apart, each of which reads the store when it
/// pleases, and clients that keep a key set fetched from either for the whole cache time.
final class KeyRotationReplicasTest {

    private static final int ROTATIONS = 200;
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration CACHE = Duration.ofMinutes(10);
    private static final KeySchedule SCHEDULE = new KeySchedule(Duration.ofMinutes(20), Duration.ofHours(1), CACHE);

    /// One of them is wanted by a client alone.
    private static final SigningAlgorithms ALGORITHMS =
            new SigningAlgorithms(SigningAlgorithm.ES256, List.of(SigningAlgorithm.EDDSA));

    private record Fetched(Instant at, Set<KeyId> keys) {}

    private final SettableClock time = new SettableClock(NOON);
    private final FakeSigningKeys store = new FakeSigningKeys();
    private final ArrayDeque<Fetched> caches = new ArrayDeque<>();
    private final Map<KeyId, Instant> aliveUntil = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("SEC-G4")
    @Tag("REL-4")
    @Tag("REL-16")
    @Tag("REL-26")
    void everyTokenVerifiesWithEveryKeySetThatMayBeCached(long seed) {
        var random = new Random(seed);
        var replicas = List.of(new Replica(random), new Replica(random));

        for (; store.changes() <= ROTATIONS; time.advance(TICK)) {
            for (var replica : replicas) {
                replica.setClock();
                replica.readPerhaps();
                var expiry = time.instant().plus(replica.ahead).plus(SCHEDULE.tokenLifetime());
                replica.signing().forEach(key -> aliveUntil.put(key, expiry));
                caches.add(new Fetched(time.instant(), replica.published()));
            }
            while (caches.getFirst().at().isBefore(time.instant().minus(CACHE))) {
                caches.removeFirst();
            }
            aliveUntil.values().removeIf(expiry -> !expiry.isAfter(time.instant()));

            assertThat(caches).allMatch(cache -> cache.keys().containsAll(aliveUntil.keySet()));
        }
    }

    private final class Replica {

        private final Random random;
        private final SettableClock clock = new SettableClock(NOON);
        private final KeyRotation rotation =
                new KeyRotation(store, new TestKeys(), SCHEDULE, ALGORITHMS, new Entropy(), clock);
        private KeyRing ring = rotation.rotateIfDue();
        private Instant readAt = NOON;
        private Duration ahead = Duration.ZERO;

        Replica(Random random) {
            this.random = random;
        }

        void setClock() {
            if (random.nextInt(10) == 0) {
                var half = KeySchedule.CLOCK_DIFFERENCE.dividedBy(2);
                ahead = random.nextBoolean() ? half : half.negated();
            }
            clock.set(time.instant().plus(ahead));
        }

        /// Seldom, but in time: a replica that cannot read for longer signs no more.
        void readPerhaps() {
            var latest = readAt.plus(KeySchedule.STALENESS).minus(TICK);
            if (random.nextInt(8) == 0 || !time.instant().isBefore(latest)) {
                ring = rotation.rotateIfDue();
                readAt = time.instant();
            }
        }

        /// One key for each algorithm.
        List<KeyId> signing() {
            return ALGORITHMS.all().stream()
                    .map(algorithm -> ring.findOf(algorithm, clock.instant()).orElseThrow())
                    .map(SigningKey::id)
                    .toList();
        }

        Set<KeyId> published() {
            return ring.published(SigningAlgorithm.ES256, clock.instant()).stream()
                    .map(SigningKey::id)
                    .collect(Collectors.toSet());
        }
    }
}
