package io.lintel.signing;

import static io.lintel.signing.SigningAlgorithm.EDDSA;
import static io.lintel.signing.SigningAlgorithm.ES256;
import static io.lintel.signing.TestKeys.NOON;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys sign for 6 hours, tokens live for 1 hour, the key set is cached for 10 minutes: so a key is announced 3
/// hours before its use, never less than 20 minutes, and stays published for 1 hour and 20 minutes afterwards.
final class KeyRotationTest {

    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofHours(6), Duration.ofHours(1), Duration.ofMinutes(10));
    private static final Duration TICK = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeSigningKeys store = new FakeSigningKeys();
    private final KeyRotation rotation = rotation(SCHEDULE, ES256, clock);
    private final List<KeyId> made = new ArrayList<>();

    @ParameterizedTest(name = "after {0}: {1} signs, {2} published")
    @Tag("SEC-G4")
    @CsvSource({
        "PT0S,       0, 0",
        "PT2H59M30S, 0, 0",
        "PT3H,       0, 0 1",
        "PT5H59M59S, 0, 0 1",
        "PT6H,       1, 1 0",
        "PT7H19M59S, 1, 1 0",
        "PT7H20M,    1, 1",
        "PT8H59M30S, 1, 1",
        "PT9H,       1, 1 2",
        "PT12H,      2, 2 1",
        "PT13H20M,   2, 2",
        "PT15H,      2, 2 3",
        "PT24H,      4, 4 3"
    })
    void keysComeAndGoOnSchedule(Duration after, int signing, String published) {
        var ring = runFor(after);

        assertThat(describe(ring.findSigning(ES256, clock.instant()).stream().toList()))
                .isEqualTo(String.valueOf(signing));
        assertThat(describe(ring.published(ES256, clock.instant()))).isEqualTo(published);
    }

    @Test
    void nothingIsWrittenBetweenRotations() {
        runFor(Duration.ofDays(2));

        assertThat(store.changes()).isEqualTo(1 + 48 / 6);
    }

    @Test
    @Tag("SEC-G5")
    void privateKeyIsRemovedOnceItsKeyIsOutOfUse() {
        var ring = runFor(Duration.ofHours(9));

        assertThat(ring.keys()).extracting(SigningKey::canSign).containsExactly(false, true, true);
    }

    @Test
    void keyThatExpiredBeforeTheOneInUseIsRemoved() {
        var ring = runFor(Duration.ofHours(15));

        assertThat(describe(ring.keys())).isEqualTo("1 2 3");
    }

    @Test
    @Tag("SEC-G4")
    @Tag("REL-26")
    void afterALongPauseTheOldKeySignsUntilOneNewKeyIsKnown() {
        runFor(Duration.ZERO);
        clock.advance(Duration.ofDays(90));

        assertThat(signsAfter(Duration.ZERO)).isEqualTo("0");
        assertThat(signsAfter(Duration.ofMinutes(20).minusSeconds(1))).isEqualTo("0");
        assertThat(signsAfter(Duration.ofSeconds(1))).isEqualTo("1");
        assertThat(store.changes()).isEqualTo(2);
    }

    @Test
    @Tag("REL-26")
    void clockThatGoesAheadOneDayMakesOneKeyAndGoingBackNone() {
        runFor(Duration.ofHours(1));

        clock.advance(Duration.ofDays(1));
        runFor(Duration.ofMinutes(5));
        clock.advance(Duration.ofDays(-1));
        runFor(Duration.ofHours(3));

        assertThat(store.changes()).isEqualTo(2);
        assertThat(signsAfter(Duration.ZERO)).isEqualTo("0");
    }

    @Test
    @Tag("REL-26")
    void clockThatGoesBackOneHourMakesNoKey() {
        runFor(Duration.ofHours(6).plusMinutes(5));

        clock.advance(Duration.ofHours(-1));

        assertThat(signsAfter(Duration.ZERO)).isEqualTo("0");
        assertThat(signsAfter(Duration.ofMinutes(55))).isEqualTo("1");
        assertThat(store.changes()).isEqualTo(2);
    }

    @Test
    @Tag("REL-26")
    void clockThatGoesBackBeforeTheFirstKeySignsWithIt() {
        runFor(Duration.ZERO);

        clock.advance(Duration.ofDays(-3650));

        assertThat(signsAfter(Duration.ZERO)).isEqualTo("0");
        assertThat(store.changes()).isEqualTo(1);
    }

    @Test
    @Tag("REL-26")
    void clockThatIsAheadForAWhileRemovesNoKeyWhoseTokensAreAlive() {
        runFor(Duration.ofHours(6).plusMinutes(1));

        clock.advance(Duration.ofDays(1));
        runFor(Duration.ofMinutes(5));
        clock.advance(Duration.ofDays(-1));

        assertThat(describe(rotation.rotateIfDue().published(ES256, clock.instant())))
                .contains("0");
    }

    @Test
    @Tag("SEC-G4")
    void anotherAlgorithmIsAnnouncedBeforeItIsUsed() {
        runFor(Duration.ofHours(1));
        var changed = rotation(SCHEDULE, EDDSA, clock);

        var announced = changed.rotateIfDue();
        clock.advance(Duration.ofMinutes(20));
        var active = changed.rotateIfDue();

        assertThat(announced.published(EDDSA, clock.instant().minus(Duration.ofMinutes(20))))
                .extracting(SigningKey::algorithm)
                .containsExactly(ES256, EDDSA);
        assertThat(active.findSigning(EDDSA, clock.instant()).orElseThrow().algorithm())
                .isEqualTo(EDDSA);
        assertThat(active.published(EDDSA, clock.instant()))
                .extracting(SigningKey::algorithm)
                .containsExactly(EDDSA, ES256);
    }

    @Test
    @Tag("REL-26")
    void replicasThatDisagreeAboutTheAlgorithmDoNotRotateInAStorm() {
        var other = rotation(SCHEDULE, EDDSA, clock);
        for (var end = NOON.plus(Duration.ofDays(1)); clock.instant().isBefore(end); clock.advance(TICK)) {
            rotation.rotateIfDue();
            other.rotateIfDue();
        }

        assertThat(store.changes()).isLessThanOrEqualTo(1 + 24 * 60 / 40);
    }

    @Test
    @Tag("REL-4")
    void keyOutlivesTokensMadeBeforeTheirLifetimeWasShortened() {
        var long24 = new KeySchedule(SCHEDULE.rotationPeriod(), Duration.ofDays(1), SCHEDULE.cacheTime());
        var first =
                rotation(long24, ES256, clock).rotateIfDue().keys().getFirst().id();

        runFor(Duration.ofHours(30));

        assertThat(rotation.rotateIfDue().published(ES256, clock.instant()))
                .extracting(SigningKey::id)
                .contains(first);
    }

    @Test
    @Tag("SEC-G4")
    void rotationPeriodShorterThanTheAnnouncementIsStretched() {
        var hasty = new KeySchedule(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
        var rotating = rotation(hasty, ES256, clock);
        for (var end = NOON.plus(Duration.ofHours(2)); clock.instant().isBefore(end); clock.advance(TICK)) {
            rotating.rotateIfDue();
        }

        assertThat(store.changes()).isEqualTo(1 + 2 * 60 / 20);
        assertThat(store.load().keys())
                .allSatisfy(key -> assertThat(Duration.between(key.publishedAt(), key.activeFrom()))
                        .satisfiesAnyOf(early -> assertThat(early).isZero(), early -> assertThat(early)
                                .isGreaterThanOrEqualTo(Duration.ofMinutes(20))));
    }

    @Test
    @Tag("SEC-G4")
    @Tag("REL-12")
    void replicasThatStartTogetherAgreeOnOneKey() throws InterruptedException {
        var replicas = new ArrayList<Callable<KeyRing>>();
        for (var i = 0; i < 16; i++) {
            replicas.add(() -> rotation(SCHEDULE, ES256, clock).rotateIfDue());
        }

        try (var threads = Executors.newFixedThreadPool(replicas.size())) {
            assertThat(threads.invokeAll(replicas))
                    .extracting(ring -> ring.get())
                    .containsOnly(store.load());
        }
        assertThat(store.changes()).isEqualTo(1);
    }

    private KeyRing runFor(Duration duration) {
        var end = clock.instant().plus(duration);
        var ring = rotateOnce();
        while (clock.instant().isBefore(end)) {
            clock.set(earlier(clock.instant().plus(TICK), end));
            ring = rotateOnce();
        }
        return ring;
    }

    private String signsAfter(Duration duration) {
        return describe(
                runFor(duration).findSigning(ES256, clock.instant()).stream().toList());
    }

    private KeyRing rotateOnce() {
        var ring = rotation.rotateIfDue();
        ring.keys().stream()
                .map(SigningKey::id)
                .filter(id -> !made.contains(id))
                .forEach(made::add);
        return ring;
    }

    /// Keys as the numbers in which they were made.
    private String describe(List<SigningKey> keys) {
        return keys.stream().map(key -> String.valueOf(made.indexOf(key.id()))).collect(joining(" "));
    }

    private KeyRotation rotation(KeySchedule schedule, SigningAlgorithm algorithm, Clock time) {
        return new KeyRotation(store, new TestKeys(), schedule, SigningAlgorithms.only(algorithm), new Entropy(), time);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
