package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// Waiting for somebody else within a deadline.
final class DeadlineTest {

    private final ReentrantLock lock = new ReentrantLock();

    @Test
    void lockIsHeldWhileSomethingIsDoneAndThenGivenBack() {
        assertThat(TestHttp.deadline().holding(lock, "a fetch", lock::isHeldByCurrentThread))
                .isTrue();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void lockIsGivenBackWhenItFails() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> TestHttp.deadline().holding(lock, "a fetch", () -> {
                    throw ConnectorException.unavailable("down", null);
                }));

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whoWaitsTooLongIsToldForWhat() {
        lock.lock();

        var waiting = CompletableFuture.supplyAsync(
                () -> refused(() -> Deadline.in(Duration.ofMillis(20)).holding(lock, "a fetch", () -> "done")));

        assertThat(waiting.join()).hasMessageContaining("a fetch: took too long");
        assertThat(lock.isHeldByCurrentThread()).isTrue();
    }

    @Test
    void whoIsInterruptedStaysInterrupted() {
        var interrupted = CompletableFuture.supplyAsync(() -> {
            Thread.currentThread().interrupt();
            var refusal = refused(() -> TestHttp.deadline().holding(lock, "a fetch", () -> "done"));
            assertThat(Thread.interrupted()).isTrue();
            return refusal;
        });

        assertThat(interrupted.join()).hasMessageContaining("a fetch: interrupted");
        assertThat(lock.isLocked()).isFalse();
    }

    private static ConnectorException refused(Runnable attempt) {
        try {
            attempt.run();
        } catch (ConnectorException refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }
}
