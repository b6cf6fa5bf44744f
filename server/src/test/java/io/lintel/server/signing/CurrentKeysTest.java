package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Entropy;
import io.lintel.secret.SealingKey;
import io.lintel.signing.FakeSigningKeys;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.KeyId;
import io.lintel.signing.KeyRing;
import io.lintel.signing.KeySchedule;
import io.lintel.signing.KeysUnavailableException;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CurrentKeysTest {

    private static final JwtClaims CLAIMS =
            JwtClaims.builder().add("sub", "CgNmb28SA2Jhcg").build();
    private static final KeyId UNKNOWN = new KeyId("unknown");

    private final FakeSigningKeys store = new FakeSigningKeys();
    private final Replica replica = replica();

    @Test
    void signingAndVerifyingDoNotTouchTheStore() {
        var token = replica.signer().sign(CLAIMS, null);
        var before = store.reads();

        for (var i = 0; i < 20; i++) {
            replica.verifier().verify(token);
            replica.signer().sign(CLAIMS, null);
            replica.keys().keys();
        }

        assertThat(store.reads()).isEqualTo(before);
    }

    @Test
    @Tag("SEC-G4")
    void keySetShowsTheKeyThatSignsFirstThenTheNextThenTheOld() {
        hourly(10);

        var signing = replica.signingKey().id().value();
        var published = replica.keys().keys();

        assertThat(published).hasSize(2);
        assertThat(published.getFirst().members()).containsEntry("kid", signing);
        assertThat(published.getLast().members().get("kid"))
                .isEqualTo(store.load().keys().getLast().id().value());
    }

    @Test
    @Tag("SEC-G4")
    @Tag("SEC-G5")
    void keySetHasUniqueIdsAndNoPrivateMember() {
        for (var hour = 0; hour < 24; hour++) {
            hourly(1);
            var published = replica.keys().keys();
            assertThat(published).extracting(jwk -> jwk.members().get("kid")).doesNotHaveDuplicates();
            assertThat(published).allSatisfy(jwk -> assertThat(jwk.members())
                    .containsOnlyKeys("use", "kty", "kid", "crv", "alg", "x"));
        }
    }

    @Test
    void keyThatAnotherReplicaMadeIsFoundWhenAskedFor() {
        replica.keys().refresh();
        var other = replica();
        for (var hour = 0; hour < 6; hour++) {
            other.pass(Duration.ofHours(1));
            other.keys().refresh();
        }
        replica.pass(Duration.ofSeconds(10));

        assertThat(replica.verifier().verify(other.signer().sign(CLAIMS, null)).claims())
                .isEqualTo(CLAIMS);
    }

    @Test
    void unknownKeyIdReadsTheStoreOnceInFiveSeconds() {
        replica.keys().refresh();
        var before = store.reads();

        for (var second = 0; second < 20; second++) {
            replica.pass(Duration.ofSeconds(1));
            assertThat(replica.keys().findPublished(UNKNOWN)).isEmpty();
            assertThat(replica.keys().findPublished(UNKNOWN)).isEmpty();
        }

        assertThat(store.reads() - before).isEqualTo(4);
    }

    @Test
    void ofManyThatMeetAnUnknownKeyIdOneAsksTheStore() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var reads = new AtomicInteger();
        var slow = new Replica(
                new SigningKeys() {
                    @Override
                    public KeyRing load() {
                        if (reads.incrementAndGet() > 1) {
                            asked.countDown();
                            await(answer);
                        }
                        return store.load();
                    }

                    @Override
                    public boolean replace(KeyRing expected, KeyRing next) {
                        return store.replace(expected, next);
                    }
                },
                SigningAlgorithm.EDDSA,
                Cryptography.ofJdk());
        slow.keys().refresh();
        slow.pass(Duration.ofSeconds(10));
        var callers = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            callers.add(() -> slow.keys().findPublished(UNKNOWN).isPresent());
        }
        callers.add(() -> {
            await(asked);
            answer.countDown();
            return false;
        });

        try (var threads = Executors.newFixedThreadPool(callers.size())) {
            assertThat(threads.invokeAll(callers))
                    .allSatisfy(found -> assertThat(found.get()).isFalse());
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    @Tag("REL-13")
    void storeThatFailsForAWhileDoesNotStopSigning() {
        replica.keys().refresh();
        store.setFailing(true);

        try (var log = new CapturedLog(CurrentKeys.class)) {
            for (var second = 0; second < KeySchedule.STALENESS.toSeconds(); second += 30) {
                replica.pass(Duration.ofSeconds(30));
                assertThat(replica.keys().refresh()).isFalse();
                assertThat(replica.verifier().verify(replica.signer().sign(CLAIMS, null)))
                        .isNotNull();
            }
            store.setFailing(false);
            assertThat(replica.keys().refresh()).isTrue();

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).startsWith("WARN");
            assertThat(log.lines().getLast()).startsWith("INFO");
        }
    }

    @Test
    @Tag("SEC-G4")
    @Tag("REL-6")
    void signingStopsWhenTheKeysAreTooOldAndGoesOnWhenTheyAreReadAgain() {
        replica.keys().refresh();
        var token = replica.signer().sign(CLAIMS, null);
        store.setFailing(true);
        replica.pass(KeySchedule.STALENESS.plusSeconds(1));

        assertThatThrownBy(() -> replica.signer().sign(CLAIMS, null))
                .isInstanceOf(KeysUnavailableException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(replica.keys().isReady()).isFalse();
        assertThat(replica.verifier().verify(token)).isNotNull();
        assertThat(replica.keys().keys()).hasSize(1);

        store.setFailing(false);
        replica.pass(Duration.ofSeconds(1));
        assertThat(replica.signer().sign(CLAIMS, null)).isNotEmpty();
        assertThat(replica.keys().isReady()).isTrue();
    }

    @Test
    @Tag("REL-13")
    void storeThatFailsIsAskedOnceASecond() {
        store.setFailing(true);

        for (var i = 0; i < 10; i++) {
            assertThatThrownBy(() -> replica.signer().sign(CLAIMS, null)).isInstanceOf(KeysUnavailableException.class);
        }

        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    @Tag("REL-30")
    void storeThatIsAbsentAtTheStartIsWaitedFor() {
        store.setFailing(true);
        assertThat(replica.keys().refresh()).isFalse();
        assertThat(replica.keys().isReady()).isFalse();
        assertThatThrownBy(() -> replica.keys().keys()).isInstanceOf(KeysUnavailableException.class);

        store.setFailing(false);
        replica.pass(Duration.ofSeconds(1));

        assertThat(replica.verifier().verify(replica.signer().sign(CLAIMS, null)))
                .isNotNull();
    }

    /// The machine slept: its clock went on, its ticker did not.
    @Test
    @Tag("REL-26")
    @Tag("REL-28")
    void replicaThatSleptReadsTheKeysBeforeItSigns() {
        var first = replica.signingKey().id();
        var other = replica();
        for (var hour = 0; hour < 12; hour++) {
            other.pass(Duration.ofHours(1));
            other.keys().refresh();
        }

        replica.clock().advance(Duration.ofHours(12));

        assertThat(replica.signingKey().id()).isEqualTo(other.signingKey().id()).isNotEqualTo(first);
    }

    @Test
    @Tag("REL-26")
    void clockThatJumpsMakesNoStormOfReads() {
        replica.keys().refresh();
        var before = store.reads();

        replica.clock().advance(Duration.ofHours(-1));
        signTenTimes();
        replica.clock().advance(Duration.ofHours(25));
        signTenTimes();

        assertThat(store.reads() - before).isEqualTo(1);
    }

    @Test
    @Tag("SEC-G5")
    void keySealedElsewhereDoesNotSignButIsSaidOnce() {
        replica.keys().refresh();
        var token = replica.signer().sign(CLAIMS, null);
        var foreign = new Replica(
                store,
                SigningAlgorithm.EDDSA,
                Cryptography.ofJdk(),
                Replica.SCHEDULE,
                SealingKey.random(new Entropy()));

        try (var log = new CapturedLog(CurrentKeys.class)) {
            for (var i = 0; i < 5; i++) {
                assertThatThrownBy(() -> foreign.signer().sign(CLAIMS, null))
                        .isInstanceOf(KeysUnavailableException.class)
                        .hasMessageContaining(replica.signingKey().id().value());
                foreign.keys().refresh();
            }
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(foreign.keys().isReady()).isFalse();
        assertThat(foreign.verifier().verify(token)).isNotNull();
    }

    @Test
    void tokenOfAnotherInstallationIsRefused() {
        var elsewhere = new Replica(new FakeSigningKeys(), SigningAlgorithm.EDDSA, Cryptography.ofJdk());
        var token = elsewhere.signer().sign(CLAIMS, null);

        assertThatThrownBy(() -> replica.verifier().verify(token)).isInstanceOf(InvalidJwtException.class);
    }

    private void signTenTimes() {
        for (var i = 0; i < 10; i++) {
            replica.signer().sign(CLAIMS, null);
        }
    }

    private void hourly(int hours) {
        replica.keys().refresh();
        for (var hour = 0; hour < hours; hour++) {
            replica.pass(Duration.ofHours(1));
            replica.keys().refresh();
        }
    }

    private Replica replica() {
        return new Replica(store, SigningAlgorithm.EDDSA, Cryptography.ofJdk());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
