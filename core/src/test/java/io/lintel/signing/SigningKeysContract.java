package io.lintel.signing;

import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of signing keys keeps.
public interface SigningKeysContract {

    /// The store under test, empty at the start of each test and the same throughout it.
    SigningKeys signingKeys();

    /// The same keys as another process sees them that opens the store now.
    default SigningKeys reopened() {
        return signingKeys();
    }

    @Test
    default void storeThatNeverHeldAKeyGivesTheEmptyRing() {
        assertThat(signingKeys().load()).isEqualTo(KeyRing.empty());
    }

    @Test
    default void ringIsGivenBackAsItWasPut() {
        var keys = new TestKeys();
        var retired = keys.key(SigningAlgorithm.RS256, NOON)
                .retire(NOON.plusMillis(1), NOON.plusMillis(2))
                .withoutPrivateKey();
        var ring = KeyRing.empty()
                .next(List.of(
                        retired,
                        keys.key(SigningAlgorithm.ES256, NOON.plusMillis(1)),
                        keys.key(SigningAlgorithm.EDDSA, NOON.plusMillis(1))));

        assertThat(signingKeys().replace(KeyRing.empty(), ring)).isTrue();

        assertThat(signingKeys().load()).isEqualTo(ring);
        assertThat(reopened().load()).isEqualTo(ring);
    }

    @Test
    default void keyThatIsLeftOutIsGone() {
        var keys = new TestKeys();
        var old = keys.key(SigningAlgorithm.ES256, NOON);
        var young = keys.key(SigningAlgorithm.ES256, NOON.plusSeconds(1));
        var both = KeyRing.empty().next(List.of(old, young));
        signingKeys().replace(KeyRing.empty(), both);
        var one = both.next(List.of(young.retire(NOON.plusSeconds(2), NOON.plusSeconds(3))));

        assertThat(signingKeys().replace(both, one)).isTrue();

        assertThat(reopened().load()).isEqualTo(one);
    }

    @Test
    @Tag("REL-28")
    default void replicaThatWasPausedCannotOverwriteNewerKeys() {
        var keys = new TestKeys();
        var seenBeforeThePause = signingKeys().load();
        var newer = KeyRing.empty().next(List.of(keys.key(SigningAlgorithm.ES256, NOON)));
        signingKeys().replace(KeyRing.empty(), newer);
        var stale = seenBeforeThePause.next(List.of(keys.key(SigningAlgorithm.ES256, NOON)));

        assertThat(signingKeys().replace(seenBeforeThePause, stale)).isFalse();

        assertThat(reopened().load()).isEqualTo(newer);
    }

    @Test
    @Tag("SEC-G4")
    @Tag("REL-12")
    default void ofManyReplicasThatReplaceAtOnceExactlyOneDoes() throws InterruptedException, ExecutionException {
        var keys = new TestKeys();
        for (var round = 0; round < 10; round++) {
            var expected = signingKeys().load();
            var from = NOON.plus(Duration.ofHours(round));
            var attempts = new ArrayList<Attempt>();
            for (var replica = 0; replica < 8; replica++) {
                attempts.add(new Attempt(
                        signingKeys(), expected, expected.next(List.of(keys.key(SigningAlgorithm.EDDSA, from)))));
            }

            var winners = atOnce(attempts);

            assertThat(winners).hasSize(1);
            assertThat(signingKeys().load()).isEqualTo(winners.getFirst());
        }
    }

    /// One call of [SigningKeys#replace]; answers whether it did.
    record Attempt(SigningKeys store, KeyRing expected, KeyRing next) implements Callable<Boolean> {
        @Override
        public Boolean call() {
            return store.replace(expected, next);
        }
    }

    private static List<KeyRing> atOnce(List<Attempt> attempts) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var winners = new ArrayList<KeyRing>();
        try (var threads = Executors.newFixedThreadPool(attempts.size())) {
            var answers = new ArrayList<Future<Boolean>>();
            for (var attempt : attempts) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return attempt.call();
                }));
            }
            start.countDown();
            for (var i = 0; i < attempts.size(); i++) {
                if (answers.get(i).get()) {
                    winners.add(attempts.get(i).next());
                }
            }
        }
        return winners;
    }
}
