package io.lintel.server.fence;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Stops asking an upstream that does not answer (a circuit breaker).
///
/// It opens after so many failures in a row, or when half of the last [#WINDOW] calls failed. While it is open
/// nothing is let through. After a pause it is half open: one call is a probe, and what becomes of it closes the
/// breaker or opens it for another pause.
public final class Breaker {

    static final int WINDOW = 20;

    /// Whether calls are let through.
    public enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    private final int failuresInARow;
    private final long pauseNanos;
    private final LongSupplier ticker;
    private final Consumer<State> turned;

    private final boolean[] failed = new boolean[WINDOW];
    private int known;
    private int next;
    private int inARow;
    private State state = State.CLOSED;
    private long openedAt;
    private boolean isProbed;
    private int epoch;

    /// @param failuresInARow how many open it
    /// @param pause how long it stays open
    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    /// @param turned is told of each change; must answer at once
    public Breaker(int failuresInARow, Duration pause, LongSupplier ticker, Consumer<State> turned) {
        this.failuresInARow = failuresInARow;
        this.pauseNanos = pause.toNanos();
        this.ticker = ticker;
        this.turned = turned;
    }

    /// What it would do now.
    public synchronized State state() {
        if (state == State.OPEN && ticker.getAsLong() - openedAt >= pauseNanos) {
            turn(State.HALF_OPEN);
        }
        return state;
    }

    /// Lets a call through, or not. Whoever was let through must say how it ended.
    ///
    /// @param canProbe whether its success says that the upstream is there; others may pass beside a probe
    synchronized Optional<Pass> enter(boolean canProbe) {
        return switch (state()) {
            case CLOSED -> Optional.of(new Pass(canProbe, false, epoch));
            case OPEN -> Optional.empty();
            case HALF_OPEN -> {
                if (!canProbe) {
                    yield Optional.of(new Pass(false, false, epoch));
                }
                if (isProbed) {
                    yield Optional.empty();
                }
                isProbed = true;
                yield Optional.of(new Pass(true, true, epoch));
            }
        };
    }

    /// A call that was let through.
    final class Pass {

        private final boolean canProbe;
        private final boolean isProbe;
        private final int entered;

        private Pass(boolean canProbe, boolean isProbe, int entered) {
            this.canProbe = canProbe;
            this.isProbe = isProbe;
            this.entered = entered;
        }

        /// The upstream answered, whatever it said.
        void answered() {
            end(canProbe, false);
        }

        /// The upstream did not answer.
        void failed() {
            end(false, true);
        }

        /// It ended in a way that says nothing of the upstream.
        void unclear() {
            end(false, false);
        }

        /// What began before the breaker turned tells nothing of the time after.
        private void end(boolean isThere, boolean isAway) {
            synchronized (Breaker.this) {
                if (entered != epoch) {
                    return;
                }
                if (isProbe) {
                    isProbed = false;
                }
                if (isThere || isAway) {
                    note(isAway);
                }
            }
        }
    }

    private void note(boolean hasFailed) {
        if (state == State.HALF_OPEN) {
            turn(hasFailed ? State.OPEN : State.CLOSED);
            return;
        }
        failed[next] = hasFailed;
        next = (next + 1) % WINDOW;
        known = Math.min(known + 1, WINDOW);
        inARow = hasFailed ? inARow + 1 : 0;
        if (inARow >= failuresInARow || (known == WINDOW && failures() * 2 >= WINDOW)) {
            turn(State.OPEN);
        }
    }

    private int failures() {
        var failures = 0;
        for (var each : failed) {
            failures += each ? 1 : 0;
        }
        return failures;
    }

    private void turn(State to) {
        state = to;
        epoch++;
        isProbed = false;
        known = 0;
        next = 0;
        inARow = 0;
        openedAt = ticker.getAsLong();
        turned.accept(to);
    }
}
