package io.lintel.signing;

import static io.lintel.signing.SigningAlgorithm.EDDSA;
import static io.lintel.signing.SigningAlgorithm.ES256;
import static io.lintel.signing.SigningAlgorithm.RS256;
import static io.lintel.signing.TestKeys.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Entropy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Keys sign for 6 hours, tokens live for 1 hour, the key set is cached for 10 minutes, so that a key is announced at
/// least 20 minutes before its use; and clients ask for more algorithms than one.
final class SeveralAlgorithmsTest {

    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofHours(6), Duration.ofHours(1), Duration.ofMinutes(10));
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration ANNOUNCEMENT = Duration.ofMinutes(20);

    private final SettableClock clock = new SettableClock(NOON);
    private final FakeSigningKeys store = new FakeSigningKeys();

    @Test
    @Tag("SEC-G4")
    void everyAlgorithmHasAnActiveKeyFromTheStart() {
        var ring = rotation(RS256, ES256, EDDSA).rotateIfDue();

        assertThat(store.changes()).isEqualTo(1);
        assertThat(ring.published(RS256, NOON))
                .extracting(SigningKey::algorithm)
                .startsWith(RS256)
                .containsExactlyInAnyOrder(RS256, ES256, EDDSA);
        for (var algorithm : List.of(RS256, ES256, EDDSA)) {
            assertThat(ring.findOf(algorithm, NOON).orElseThrow().algorithm()).isEqualTo(algorithm);
        }
    }

    @Test
    @Tag("SEC-G4")
    void algorithmThatIsWantedLaterIsAnnouncedBeforeItsFirstUse() {
        rotation(RS256).rotateIfDue();
        clock.advance(Duration.ofHours(1));

        var ring = rotation(RS256, ES256).rotateIfDue();
        var early = clock.instant().plus(ANNOUNCEMENT).minusMillis(1);

        assertThat(ring.published(RS256, clock.instant()))
                .extracting(SigningKey::algorithm)
                .containsExactly(RS256, ES256);
        assertThat(ring.findOf(ES256, early)).isEmpty();
        assertThat(ring.findOf(ES256, early.plusMillis(1))).isPresent();
        assertThat(ring.findSigning(RS256, early.plusMillis(1)).orElseThrow().algorithm())
                .isEqualTo(RS256);
    }

    @Test
    @Tag("SEC-G4")
    @Tag("REL-16")
    void everyAlgorithmTurnsAsIfItWereAlone() {
        var rotation = rotation(RS256, ES256, EDDSA);
        var used = new HashSet<KeyId>();
        for (var end = NOON.plus(Duration.ofHours(49)); clock.instant().isBefore(end); clock.advance(TICK)) {
            var ring = rotation.rotateIfDue();
            for (var algorithm : List.of(RS256, ES256, EDDSA)) {
                var key = ring.findOf(algorithm, clock.instant()).orElseThrow();
                assertThat(key.algorithm()).isEqualTo(algorithm);
                assertThat(key.publishedAt().equals(key.activeFrom())
                                || !key.publishedAt().plus(ANNOUNCEMENT).isAfter(key.activeFrom()))
                        .isTrue();
                used.add(key.id());
            }
        }

        assertThat(used).hasSize(3 * (1 + 48 / 6));
        assertThat(store.changes()).isEqualTo(1 + 48 / 6);
        assertThat(store.load().keys()).hasSizeLessThanOrEqualTo(3 * 3);
    }

    @Test
    @Tag("REL-4")
    void algorithmNobodyWantsAnyMoreIsPublishedUntilItsTokensHaveExpired() {
        rotation(RS256, ES256).rotateIfDue();
        var rotation = rotation(RS256);
        var before = rotation.rotateIfDue();
        assertThat(before.findOf(ES256, NOON)).isPresent();

        run(rotation, Duration.ofHours(6));
        var retired = rotation.rotateIfDue();
        assertThat(retired.published(RS256, clock.instant()))
                .extracting(SigningKey::algorithm)
                .contains(ES256);

        run(rotation, Duration.ofHours(1).plus(ANNOUNCEMENT));
        assertThat(rotation.rotateIfDue().published(RS256, clock.instant()))
                .extracting(SigningKey::algorithm)
                .doesNotContain(ES256);

        run(rotation, Duration.ofHours(12));
        assertThat(store.load().keys()).extracting(SigningKey::algorithm).containsOnly(RS256);
    }

    @Test
    @Tag("SEC-G4")
    void algorithmThatComesBackIsAnnouncedAnew() {
        rotation(RS256, ES256).rotateIfDue();
        run(rotation(RS256), Duration.ofHours(7));

        var ring = rotation(RS256, ES256).rotateIfDue();
        var announced = ring.keys().getLast();

        assertThat(announced.algorithm()).isEqualTo(ES256);
        assertThat(announced.activeFrom()).isEqualTo(clock.instant().plus(ANNOUNCEMENT));
    }

    @Test
    @Tag("REL-26")
    void replicasThatDisagreeAboutWhatClientsWantMakeNoMoreKeys() {
        var one = rotation(RS256, ES256);
        var other = rotation(RS256);
        for (var end = NOON.plus(Duration.ofDays(1)); clock.instant().isBefore(end); clock.advance(TICK)) {
            assertThat(one.rotateIfDue().findOf(ES256, clock.instant())).isPresent();
            other.rotateIfDue();
        }

        assertThat(store.changes()).isEqualTo(1 + 24 / 6);
    }

    @Test
    @Tag("REL-26")
    void clockThatGoesBackBeforeTheFirstKeysSignsWithTheRightOnes() {
        var ring = rotation(RS256, ES256).rotateIfDue();
        var before = NOON.minus(Duration.ofDays(3650));

        assertThat(ring.findSigning(RS256, before).orElseThrow().algorithm()).isEqualTo(RS256);
        assertThat(ring.findOf(ES256, before).orElseThrow().algorithm()).isEqualTo(ES256);
    }

    /// Releases before this one had one key at a time: another algorithm retired the key before.
    @Test
    @Tag("REL-4")
    void ringOfAnEarlierReleaseGoesOn() {
        var keys = new TestKeys();
        var old = keys.key(RS256, NOON).retire(NOON.plusSeconds(1), NOON.plus(Duration.ofDays(1)));
        var current = keys.key(ES256, NOON.plusSeconds(1));
        assertThat(store.replace(KeyRing.empty(), KeyRing.empty().next(List.of(old.withoutPrivateKey(), current))))
                .isTrue();
        clock.advance(Duration.ofMinutes(1));

        var ring = rotation(ES256, RS256).rotateIfDue();

        assertThat(ring.findSigning(ES256, clock.instant())).contains(current);
        assertThat(ring.findOf(RS256, clock.instant())).isEmpty();
        assertThat(ring.findOf(RS256, clock.instant().plus(ANNOUNCEMENT))).isPresent();
        assertThat(ring.published(ES256, clock.instant())).hasSize(3).contains(old.withoutPrivateKey());
    }

    private void run(KeyRotation rotation, Duration duration) {
        for (var end = clock.instant().plus(duration); clock.instant().isBefore(end); clock.advance(TICK)) {
            rotation.rotateIfDue();
        }
    }

    private KeyRotation rotation(SigningAlgorithm main, SigningAlgorithm... others) {
        return new KeyRotation(
                store, new TestKeys(), SCHEDULE, new SigningAlgorithms(main, List.of(others)), new Entropy(), clock);
    }
}
