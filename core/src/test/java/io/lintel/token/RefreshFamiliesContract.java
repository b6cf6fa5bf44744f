package io.lintel.token;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.token.TestFamilies.alices;
import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.TestIdentities;
import io.lintel.storage.Race;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store of refresh families keeps.
public interface RefreshFamiliesContract {

    /// The store of one replica, empty at the start of each test.
    RefreshFamilies families();

    /// The same store as another replica sees it.
    RefreshFamilies replica();

    @Test
    default void everyFieldComesBackAsItWas() {
        assertThat(families().start(alices(1))).isTrue();
        assertThat(families().start(bobs(2))).isTrue();

        assertThat(replica().find(id(1))).contains(alices(1));
        assertThat(replica().find(id(2))).contains(bobs(2));
    }

    @Test
    default void everyFieldComesBackAfterARotation() {
        families().start(alices(1));
        families().start(bobs(2));
        var aliceLater = next(alices(1), TestIdentities.BOB, NOW.plusMillis(1));
        var bobLater = next(bobs(2), TestIdentities.ALICE, NOW.plusMillis(1));

        assertThat(families().rotate(aliceLater)).isTrue();
        assertThat(families().rotate(bobLater)).isTrue();

        assertThat(replica().find(id(1))).contains(aliceLater);
        assertThat(replica().find(id(2))).contains(bobLater);
    }

    @Test
    default void familyThatWasNeverStartedIsNotFound() {
        families().start(alices(1));

        assertThat(families().find(id(2))).isEmpty();
        assertThat(families().rotate(next(alices(2)))).isFalse();
        families().end(id(2));
        assertThat(families().find(id(1))).isPresent();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\u0000", "family\u0000", "\uD800", "' or 1=1 --", "%", "größe", "\uFFFF", "a b"})
    default void idOfAStrangerIsNotFoundAndNoFault(String id) {
        families().start(alices(1));
        var stranger = new RefreshFamilyId(id);

        assertThat(families().find(stranger)).isEmpty();
        families().end(stranger);
        assertThat(families().find(id(1))).isPresent();
    }

    @Test
    default void longIdOfAStrangerIsNotFoundAndNoFault() {
        var stranger = new RefreshFamilyId("a".repeat(100_000));

        assertThat(families().find(stranger)).isEmpty();
        families().end(stranger);
    }

    @Test
    @Tag("SEC-C1")
    default void onlyTheNextGenerationIsTaken() {
        var second = next(alices(1));
        var third = next(second);
        families().start(alices(1));

        assertThat(families().rotate(alices(1))).isFalse();
        assertThat(families().rotate(third)).isFalse();
        assertThat(families().find(id(1))).contains(alices(1));

        assertThat(families().rotate(second)).isTrue();
        assertThat(replica().rotate(second)).isFalse();
        assertThat(replica().rotate(third)).isTrue();
        assertThat(families().rotate(second)).isFalse();
        assertThat(families().find(id(1))).contains(third);
    }

    @Test
    @Tag("SEC-C1")
    @Tag("REL-12")
    default void ofManyWhoRotateAtOnceExactlyOneSucceeds() {
        families().start(alices(1));
        var current = alices(1);
        for (var round = 0; round < 10; round++) {
            var before = current;

            var answers = Race.of(100, i -> (i % 2 == 0 ? families() : replica()).rotate(nextBy(before, i)));

            assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
            current = nextBy(before, answers.indexOf(true));
            assertThat(families().find(id(1))).contains(current);
            assertThat(replica().find(id(1))).contains(current);
        }
    }

    @Test
    @Tag("SEC-C1")
    @Tag("REL-2")
    default void noRotationIsLost() {
        families().start(bobs(1));

        var generations = Race.of(100, i -> rotateUntilDone(i % 2 == 0 ? families() : replica()));

        assertThat(generations)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(families().find(id(1)).map(RefreshFamily::generation)).contains(100L);
    }

    @Test
    @Tag("SEC-C2")
    @Tag("REL-5")
    default void endedFamilyIsDeadOnEveryReplicaAtOnce() {
        families().start(alices(1));

        families().end(id(1));

        assertThat(families().find(id(1))).isEmpty();
        assertThat(replica().find(id(1))).isEmpty();
        assertThat(families().rotate(next(alices(1)))).isFalse();
        assertThat(replica().find(id(1))).isEmpty();
        families().end(id(1));
    }

    @Test
    @Tag("SEC-C6")
    @Tag("REL-3")
    default void nothingIsAliveAfterARotationRacesWithTheEnd() {
        for (var round = 0; round < 50; round++) {
            var family = bobs(round);
            families().start(family);

            Race.between(() -> families().rotate(next(family)), () -> replica().end(family.id()), () -> replica()
                    .rotate(next(next(family))));

            assertThat(families().find(family.id())).isEmpty();
            assertThat(replica().rotate(next(family))).isFalse();
        }
    }

    @Test
    default void familiesOfOneUserAndClientLiveSideBySide() {
        for (var i = 0; i < 5; i++) {
            assertThat(families().start(alices(i))).isTrue();
        }

        families().end(id(1));
        families().rotate(next(alices(2)));

        assertThat(families().find(id(0))).contains(alices(0));
        assertThat(families().find(id(2))).contains(next(alices(2)));
        assertThat(families().find(id(3))).contains(alices(3));
    }

    @Test
    @Tag("REL-3")
    default void grantHasOneFamily() {
        var one = alices(1);
        var other = new RefreshFamily(
                id(2),
                one.grant(),
                one.client(),
                one.access(),
                one.authentication(),
                one.createdAt(),
                one.lastUsedAt(),
                one.generation(),
                one.current(),
                null);

        var started = Race.of(20, i -> (i % 2 == 0 ? families() : replica()).start(i % 4 < 2 ? one : other));

        assertThat(started).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(List.of(
                        families().find(id(1)).isPresent(),
                        families().find(id(2)).isPresent()))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatWasNotUsedAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            families().start(bobs(i));
        }
        families().rotate(next(bobs(7), TestIdentities.BOB, NOW.plusSeconds(60)));

        assertThat(families().sweep(NOW, 10)).isZero();
        assertThat(families().sweep(NOW.plusMillis(1), 10)).isEqualTo(10);
        assertThat(families().sweep(NOW.plusMillis(1), 10)).isEqualTo(10);
        assertThat(families().sweep(NOW.plusMillis(1), 10)).isEqualTo(4);
        assertThat(families().sweep(NOW.plusMillis(1), 10)).isZero();
        assertThat(families().find(id(7))).isPresent();
        assertThat(families().find(id(8))).isEmpty();
    }

    @Test
    default void familiesOfAUserAreListedTheLastUsedFirst() {
        for (var i = 0; i < 3; i++) {
            families().start(bobs(i));
        }
        families().start(alices(3));
        families().rotate(next(bobs(1)));
        var bob = bobs(0).authentication().subject();

        assertThat(replica().of(bob, 10)).hasSize(3).first().isEqualTo(next(bobs(1)));
        assertThat(replica().of(bob, 1)).containsExactly(next(bobs(1)));
        assertThat(replica().of(alices(3).authentication().subject(), 10)).containsExactly(alices(3));
        families().end(id(1));
        assertThat(replica().of(bob, 10)).containsExactlyInAnyOrder(bobs(0), bobs(2));
    }

    private static RefreshFamily nextBy(RefreshFamily before, int racer) {
        return next(before, before.identity(), before.lastUsedAt().plusMillis(racer));
    }

    private static long rotateUntilDone(RefreshFamilies store) {
        while (true) {
            var next = next(store.find(id(1)).orElseThrow());
            if (store.rotate(next)) {
                return next.generation();
            }
        }
    }
}
