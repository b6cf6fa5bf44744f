package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.storage.Race;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of used values keeps.
public interface UsedValuesContract {

    ConnectorId CORP = new ConnectorId("corp");
    Instant UNTIL = NOW.plusSeconds(300);

    /// The store of one replica, empty at the start of each test.
    UsedValues used();

    /// The same store as another replica sees it.
    UsedValues replica();

    @Test
    @Tag("REL-1")
    @Tag("REL-5")
    default void valueIsUsedOnceOnAllReplicas() {
        assertThat(used().claim(CORP, "assertion-1", UNTIL)).isTrue();

        assertThat(replica().claim(CORP, "assertion-1", UNTIL)).isFalse();
        assertThat(used().claim(CORP, "assertion-1", UNTIL.plusSeconds(1))).isFalse();
        assertThat(replica().claim(CORP, "assertion-2", UNTIL)).isTrue();
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoUseAtOnceExactlyOneIsFirst() {
        for (var round = 0; round < 10; round++) {
            var value = "assertion-" + round;

            var answers = Race.of(100, i -> (i % 2 == 0 ? used() : replica()).claim(CORP, value, UNTIL));

            assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
        }
    }

    @Test
    default void connectorUsesUpNothingOfAnother() {
        assertThat(used().of(CORP).claim("1x", UNTIL)).isTrue();

        assertThat(used().of(new ConnectorId("corp1")).claim("x", UNTIL)).isTrue();
        assertThat(used().of(new ConnectorId("cor")).claim("p1x", UNTIL)).isTrue();
        assertThat(used().of(CORP).claim("1x", UNTIL)).isFalse();
    }

    @Test
    default void clientAndConnectorUseUpNothingOfEachOther() {
        var client = new ClientId(CORP.value());

        assertThat(used().claim(client, "1x", UNTIL)).isTrue();
        assertThat(used().claim(CORP, "1x", UNTIL)).isTrue();
        assertThat(used().claim(new ClientId("corp1"), "x", UNTIL)).isTrue();
        assertThat(replica().claim(client, "1x", UNTIL)).isFalse();
    }

    @Test
    default void valueIsOfAnyLengthAndAnyText() {
        var value = "a\u0000'\uD83D\uDE00".repeat(10_000);

        assertThat(used().claim(CORP, value, UNTIL)).isTrue();
        assertThat(replica().claim(CORP, value + "x", UNTIL)).isTrue();
        assertThat(replica().claim(CORP, value, UNTIL)).isFalse();
    }

    @Test
    @Tag("REL-6")
    default void valueWhoseTimeIsOverStaysUsedUntilItIsSwept() {
        used().claim(CORP, "old", NOW.minusSeconds(1));

        assertThat(replica().claim(CORP, "old", UNTIL)).isFalse();
    }

    @Test
    @Tag("REL-17")
    default void sweepForgetsWhatIsOverAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            used().claim(CORP, "over-" + i, UNTIL);
        }
        used().claim(CORP, "not over", UNTIL.plusSeconds(1));

        assertThat(used().sweep(UNTIL, 10)).isZero();
        assertThat(used().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(10);
        assertThat(replica().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(10);
        assertThat(used().sweep(UNTIL.plusMillis(1), 10)).isEqualTo(5);
        assertThat(used().sweep(UNTIL.plusMillis(1), 10)).isZero();
        assertThat(used().claim(CORP, "not over", UNTIL)).isFalse();
        assertThat(used().claim(CORP, "over-3", UNTIL)).isTrue();
    }
}
