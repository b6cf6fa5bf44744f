package io.lintel.factor;

import static io.lintel.factor.TestFactors.ALICE;
import static io.lintel.factor.TestFactors.BOB;
import static io.lintel.factor.TestFactors.everything;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.storage.Race;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of second factors keeps.
public interface FactorHoldersContract {

    /// The store of one replica, empty at the start of each test.
    FactorHolders holders();

    /// The same store as another replica sees it.
    FactorHolders replica();

    @Test
    default void everyFieldComesBackAsItWas() {
        assertThat(holders().replace(everything(ALICE))).isTrue();
        assertThat(holders().replace(FactorHolder.ofNothing(BOB).withRecoveryCodes(List.of(), TestFactors.NOW)))
                .isTrue();

        assertThat(replica().find(ALICE)).contains(everything(ALICE));
        assertThat(replica().find(BOB).orElseThrow().enrolments()).isEmpty();
    }

    @Test
    @Tag("SEC-B4")
    default void whoHasNothingIsNotFound() {
        holders().replace(everything(ALICE));

        assertThat(holders().find(BOB)).isEmpty();
        assertThat(replica().find(TestFactors.ALICE_ELSEWHERE)).isEmpty();
    }

    @Test
    default void onlyTheNextGenerationReplaces() {
        var first = everything(ALICE);
        var second = first.withRecoveryCodes(List.of(), TestFactors.NOW);
        assertThat(holders().replace(second)).isFalse();
        assertThat(holders().replace(first)).isTrue();
        assertThat(replica().replace(first)).isFalse();
        assertThat(replica().replace(second)).isTrue();
        assertThat(holders().replace(second)).isFalse();

        assertThat(holders().find(ALICE)).contains(second);
    }

    @Test
    @Tag("SEC-H5")
    @Tag("REL-12")
    default void ofManyWhoReplaceOneGenerationExactlyOneDoes() {
        var current = FactorHolder.ofNothing(ALICE);
        for (var round = 0; round < 5; round++) {
            var next = current.withRecoveryCodes(List.of(), TestFactors.NOW.plusSeconds(round));

            var answers = Race.of(50, i -> (i % 2 == 0 ? holders() : replica()).replace(next));

            assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
            current = next;
        }
        assertThat(holders().find(ALICE)).contains(current);
    }

    @Test
    default void whoIsRemovedBeginsAnew() {
        holders().replace(everything(ALICE));
        holders().replace(everything(BOB));

        replica().remove(ALICE);

        assertThat(holders().find(ALICE)).isEmpty();
        assertThat(holders().find(BOB)).isPresent();
        assertThat(holders().replace(everything(ALICE))).isTrue();
    }
}
