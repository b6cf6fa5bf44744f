package io.lintel.server.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.fence.Breaker.State;
import io.lintel.storage.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When an upstream is asked, and when it is left alone.
@Tag("REL-19")
final class BreakerTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Ticks ticks = new Ticks();
    private final List<State> turns = new ArrayList<>();
    private final Breaker breaker = new Breaker(3, PAUSE, ticks, turns::add);

    @Test
    void opensAfterFailuresInARow() {
        fail(2);
        enter().answered();
        fail(2);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);

        fail(1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.enter(true)).isEmpty();
        assertThat(breaker.enter(false)).isEmpty();
    }

    @Test
    void opensWhenHalfOfTheLastCallsFailed() {
        for (var i = 0; i < Breaker.WINDOW / 2; i++) {
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            enter().answered();
            fail(1);
        }

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void staysClosedWhileLessThanHalfFail() {
        for (var i = 0; i < 10 * Breaker.WINDOW; i++) {
            enter().answered();
            enter().answered();
            fail(1);
        }

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void callsThatTellNothingAreNotCounted() {
        fail(2);
        enter().unclear();
        breaker.enter(false).orElseThrow().answered();
        fail(1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void callThatMostlyAsksNobodyCountsWhenItFails() {
        for (var i = 0; i < 3; i++) {
            breaker.enter(false).orElseThrow().failed();
        }

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void staysOpenForThePauseAndThenLetsOneProbeThrough() {
        fail(3);
        ticks.pass(PAUSE.minusNanos(1));
        assertThat(breaker.enter(true)).isEmpty();
        ticks.pass(Duration.ofNanos(1));

        var entered = Race.of(50, i -> breaker.enter(true));

        assertThat(entered).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(breaker.enter(false)).isPresent();
    }

    @Test
    void probeThatIsAnsweredCloses() {
        fail(3);
        ticks.pass(PAUSE);

        enter().answered();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.enter(true)).isPresent();
        assertThat(turns).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        fail(2);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void probeThatFailsOpensForAnotherPause() {
        fail(3);
        ticks.pass(PAUSE);

        fail(1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        ticks.pass(PAUSE.minusNanos(1));
        assertThat(breaker.enter(true)).isEmpty();
        ticks.pass(Duration.ofNanos(1));
        assertThat(breaker.enter(true)).isPresent();
    }

    @Test
    void probeThatTellsNothingMakesRoomForAnother() {
        fail(3);
        ticks.pass(PAUSE);

        enter().unclear();

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.enter(true)).isPresent();
    }

    @Test
    void whatBeganBeforeItTurnedChangesNothing() {
        var early = enter();
        var earlier = enter();
        fail(3);
        early.answered();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        ticks.pass(PAUSE);

        earlier.failed();

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            enter().failed();
        }
    }

    private Breaker.Pass enter() {
        return breaker.enter(true).orElseThrow();
    }
}
