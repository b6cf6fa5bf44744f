package io.lintel.server.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.server.settings.ConnectorLimits;
import io.lintel.storage.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/// What becomes of calls to one connector.
@Tag("REL-19")
final class FenceTest {

    private static final ConnectorId CORP = new ConnectorId("corp");
    private static final LoginResult REFUSED = LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the password is wrong");
    private static final LoginResult ALICE =
            LoginResult.authenticated(Identity.of("alice").build());

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private final CallMeter meter = new CallMeter() {
        @Override
        public void ended(ConnectorId connector, Operation operation, Outcome outcome, long nanos) {
            heard.add(operation.word() + " " + outcome.word());
        }

        @Override
        public void turned(ConnectorId connector, Breaker.State state) {
            heard.add(state.name());
        }
    };

    @Test
    void answersPassAndRefusalsNeverCountAsFailures() {
        var fence = fence(Duration.ofSeconds(30), 4);

        assertThat(fence.call(Operation.LOGIN, () -> ALICE)).isSameAs(ALICE);
        for (var i = 0; i < 50; i++) {
            assertThat(fence.call(Operation.LOGIN, () -> REFUSED)).isSameAs(REFUSED);
        }

        assertThat(fence.breakerState()).isEqualTo(Breaker.State.CLOSED);
        assertThat(heard).hasSize(51).startsWith("login answered", "login refused");
    }

    @Test
    void callThatHangsEndsAtItsDeadlineAndIsInterrupted() {
        var fence = fence(Duration.ofMillis(50), 4);
        var interrupted = new CountDownLatch(1);

        assertUnavailable(fence, () -> {
            try {
                end.await();
            } catch (InterruptedException told) {
                interrupted.countDown();
            }
            return ALICE;
        });

        await(interrupted);
        assertThat(heard).containsExactly("refresh timed_out");
    }

    @Test
    void callsBeyondTheNumberAreRefusedAtOnceUntilOneReallyEnds() {
        var fence = fence(Duration.ofMillis(50), 4);
        Race.of(4, i -> {
            assertUnavailable(fence, this::deafToInterrupts);
            return i;
        });
        assertThat(fence.underWay()).isEqualTo(4);

        assertUnavailable(fence, () -> ALICE);
        assertThat(heard).last().isEqualTo("refresh crowded_out");

        end.countDown();
        while (fence.underWay() > 0) {
            Thread.onSpinWait();
        }
        assertThat(fence.call(Operation.REFRESH, () -> ALICE)).isSameAs(ALICE);
    }

    @Test
    void faultsOfTheUpstreamPassAndOnlyItsAbsenceOpensTheBreaker() {
        var fence = fence(Duration.ofSeconds(30), 4);
        for (var i = 0; i < 50; i++) {
            assertFault(fence, Fault.INVALID_RESPONSE, ConnectorException.invalidResponse("nonsense"));
            assertFault(fence, Fault.MISCONFIGURED, ConnectorException.misconfigured("no such client"));
        }
        assertThat(fence.breakerState()).isEqualTo(Breaker.State.CLOSED);

        for (var i = 0; i < 5; i++) {
            assertFault(fence, Fault.UNAVAILABLE, ConnectorException.unavailable("connection refused", null));
        }

        assertThat(fence.breakerState()).isEqualTo(Breaker.State.OPEN);
        assertUnavailable(fence, () -> {
            throw new AssertionError("the upstream was asked");
        });
        assertThat(heard).endsWith("refresh unavailable", "OPEN", "refresh unavailable", "refresh broken_off");
    }

    @Test
    void otherExceptionsPassAsTheyAre() {
        var fence = fence(Duration.ofSeconds(30), 4);

        assertThatThrownBy(() -> fence.call(Operation.FINISH, () -> {
                    throw new IllegalStateException("a defect");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
        assertThat(heard).containsExactly("finish failed");
        assertThat(fence.underWay()).isZero();
    }

    @Test
    void everyRoleIsPlayedThroughTheFence() {
        assertThat(Capability.values()).allSatisfy(capability -> assertThat(capability.role())
                .isAssignableFrom(FencedPasswordConnector.class));
        assertThat(List.of(RefreshingConnector.class, TokenIdentityConnector.class, LogoutConnector.class))
                .allSatisfy(role -> assertThat(role).isAssignableFrom(FencedCallbackConnector.class));
    }

    @Test
    void linesOfTheCallBelongToTheRequest() {
        try (var _ = MDC.putCloseable("request_id", "r-1")) {
            assertThat(fence(Duration.ofSeconds(30), 4).call(Operation.BEGIN, () -> MDC.get("request_id")))
                    .isEqualTo("r-1");
        }
    }

    private LoginResult deafToInterrupts() {
        while (true) {
            try {
                end.await();
                return ALICE;
            } catch (InterruptedException told) {
                // As a call does that sits in the socket of an old driver.
            }
        }
    }

    private Fence fence(Duration limit, int concurrentCalls) {
        var limits = new ConnectorLimits(limit, limit, concurrentCalls, 5, Duration.ofSeconds(10));
        return new Fence(CORP, limits, meter, System::nanoTime);
    }

    private static void assertUnavailable(Fence fence, Supplier<LoginResult> call) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> fence.call(Operation.REFRESH, call))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.UNAVAILABLE));
    }

    private static void assertFault(Fence fence, Fault fault, ConnectorException thrown) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> fence.call(Operation.REFRESH, () -> {
                    throw thrown;
                }))
                .isSameAs(thrown)
                .satisfies(same -> assertThat(same.fault()).isEqualTo(fault));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
