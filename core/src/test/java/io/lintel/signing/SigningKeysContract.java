package io.lintel.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.storage.Race;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of signing keys keeps.
public interface SigningKeysContract {

    /// The store of one replica, empty at the start of each test.
    SigningKeys signingKeys();

    /// The same store as another replica sees it.
    SigningKeys replica();

    @Test
    default void storeThatNeverHeldAKeyIsEmpty() {
        assertThat(signingKeys().load()).isEqualTo(KeyRing.empty());
    }

    @Test
    @Tag("REL-4")
    default void everyFieldOfEveryKeyComesBackAsItWas() {
        var first = TestKeyRings.first();
        var second = TestKeyRings.after(first);

        assertThat(signingKeys().replace(KeyRing.empty(), first)).isTrue();
        assertThat(replica().load()).isEqualTo(first);
        assertThat(replica().replace(first, second)).isTrue();
        assertThat(signingKeys().load()).isEqualTo(second);
        assertThat(replica().load()).isEqualTo(second);
    }

    @Test
    @Tag("REL-28")
    default void whoeverExpectsAnotherVersionChangesNothing() {
        var first = TestKeyRings.first();
        var second = TestKeyRings.after(first);
        signingKeys().replace(KeyRing.empty(), first);

        assertThat(replica().replace(KeyRing.empty(), TestKeyRings.first())).isFalse();
        assertThat(replica().replace(second, TestKeyRings.after(second))).isFalse();
        assertThat(signingKeys().load()).isEqualTo(first);

        signingKeys().replace(first, second);
        assertThat(replica().replace(first, TestKeyRings.after(first))).isFalse();
        assertThat(replica().load()).isEqualTo(second);
    }

    @Test
    @Tag("REL-16")
    @Tag("REL-28")
    default void ofManyWhoReplaceOneRingExactlyOneSucceeds() {
        var current = KeyRing.empty();
        for (var round = 0; round < 5; round++) {
            var before = current;
            var candidates = IntStream.range(0, 20)
                    .mapToObj(
                            i -> before.next(List.of(TestKeyRings.first().keys().getFirst())))
                    .toList();

            var answers = Race.of(20, i -> (i % 2 == 0 ? signingKeys() : replica()).replace(before, candidates.get(i)));

            assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
            current = candidates.get(answers.indexOf(true));
            assertThat(signingKeys().load()).isEqualTo(current);
            assertThat(replica().load()).isEqualTo(current);
        }
    }
}
