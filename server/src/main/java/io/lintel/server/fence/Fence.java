package io.lintel.server.fence;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Negotiation;
import io.lintel.server.fence.Breaker.Pass;
import io.lintel.server.settings.ConnectorLimits;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Lets calls to one connector through, bounded in number and time.
public final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    private final ConnectorId connector;
    private final ConnectorLimits limits;
    private final CallMeter meter;
    private final LongSupplier ticker;
    private final Breaker breaker;
    private final Semaphore places;

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public Fence(ConnectorId connector, ConnectorLimits limits, CallMeter meter, LongSupplier ticker) {
        this.connector = connector;
        this.limits = limits;
        this.meter = meter;
        this.ticker = ticker;
        this.breaker = new Breaker(limits.failures(), limits.pause(), ticker, this::turned);
        this.places = new Semaphore(limits.concurrentCalls());
    }

    private void turned(Breaker.State state) {
        LOG.atLevel(state == Breaker.State.OPEN ? Level.WARN : Level.INFO)
                .addKeyValue("connector_id", connector)
                .addKeyValue("state", state)
                .log("breaker turned");
        meter.turned(connector, state);
    }

    public Breaker.State breakerState() {
        return breaker.state();
    }

    /// Calls that have not ended, though nobody may be waiting for them any more.
    public int underWay() {
        return limits.concurrentCalls() - places.availablePermits();
    }

    /// @throws ConnectorException that of the connector, or [Fault#UNAVAILABLE] if the call is not made or does not
    ///     end in time
    <T> T call(Operation operation, Supplier<T> work) {
        var pass = breaker.enter(operation.asksUpstream()).orElseThrow(() -> {
            meter.ended(connector, operation, Outcome.BROKEN_OFF, 0);
            return ConnectorException.unavailable(
                    "not asked: the upstream failed to answer before, and is asked again at most "
                            + inSeconds(limits.pause()) + " later",
                    null);
        });
        if (!places.tryAcquire()) {
            pass.unclear();
            meter.ended(connector, operation, Outcome.CROWDED_OUT, 0);
            throw ConnectorException.unavailable(
                    "not asked: " + limits.concurrentCalls() + " calls are under way already", null);
        }
        return made(operation, pass, work);
    }

    private <T> T made(Operation operation, Pass pass, Supplier<T> work) {
        var began = ticker.getAsLong();
        var outcome = Outcome.FAILED;
        var limit =
                switch (operation) {
                    case LOGIN, NEGOTIATE -> limits.loginTimeout();
                    default -> limits.callTimeout();
                };
        try {
            // A call that outlives its deadline keeps its place.
            var answer = Deadline.within(limit, "connector-" + connector, work::get, places::release);
            outcome = isRefusal(answer) ? Outcome.REFUSED : Outcome.ANSWERED;
            return answer;
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof ConnectorException fault) {
                outcome = Outcome.of(fault.fault());
            }
            throw unchecked(thrown.getCause());
        } catch (TimeoutException late) {
            outcome = Outcome.TIMED_OUT;
            throw ConnectorException.unavailable("no answer within " + inSeconds(limit), late);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable("interrupted while the connector was asked", ending);
        } finally {
            switch (outcome) {
                case ANSWERED, REFUSED -> pass.answered();
                case UNAVAILABLE, TIMED_OUT -> pass.failed();
                default -> pass.unclear();
            }
            meter.ended(connector, operation, outcome, ticker.getAsLong() - began);
        }
    }

    private static boolean isRefusal(Object answer) {
        return answer instanceof LoginResult.Refused
                || answer instanceof Negotiation.NotAccepted
                || (answer instanceof Negotiation.Accepted accepted && accepted.login() instanceof LoginResult.Refused);
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private static String inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
