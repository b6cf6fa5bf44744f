package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEC-G3")
final class FetchedDocumentTest {

    private static final int THREADS = 20;

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();
    private final FetchedDocument<Integer> document = new FetchedDocument<>(_ -> fetch(), ticks::get);

    private Integer fetch() {
        var number = fetches.incrementAndGet();
        if (down.get()) {
            throw ConnectorException.unavailable("down", null);
        }
        return number;
    }

    private int current() {
        return document.current(TestHttp.deadline());
    }

    private int lookFor(int wanted) {
        return document.current(found -> found >= wanted, TestHttp.deadline());
    }

    private void pass(Duration time) {
        ticks.addAndGet(time.toNanos());
    }

    @Test
    void itIsFetchedOnceAndAgainWhenItIsOld() {
        assertThat(current()).isEqualTo(1);
        pass(FetchedDocument.AGE.minusNanos(1));
        assertThat(current()).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(current()).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsLookedForAtMostOnceAMinute() {
        assertThat(current()).isEqualTo(1);

        assertThat(lookFor(2)).isEqualTo(2);
        assertThat(lookFor(99)).isEqualTo(2);
        pass(FetchedDocument.PAUSE.minusNanos(1));
        assertThat(lookFor(99)).isEqualTo(2);
        pass(Duration.ofNanos(1));
        assertThat(lookFor(99)).isEqualTo(3);
        assertThat(fetches).hasValue(3);
    }

    @Test
    void lastOneStaysWhileThereIsNoOther() {
        assertThat(current()).isEqualTo(1);
        down.set(true);
        pass(FetchedDocument.AGE);

        assertThat(current()).isEqualTo(1);
        assertThat(current()).isEqualTo(1);
        assertThat(fetches).hasValue(2);

        down.set(false);
        pass(FetchedDocument.PAUSE);
        assertThat(current()).isEqualTo(3);
    }

    @Test
    void whatNeverWasIsAskedForAgainAfterAMoment() {
        down.set(true);
        for (var i = 0; i < 3; i++) {
            assertThatExceptionOfType(ConnectorException.class).isThrownBy(this::current);
        }
        assertThat(fetches).hasValue(1);

        down.set(false);
        pass(FetchedDocument.FAILURE);
        assertThat(current()).isEqualTo(2);
    }

    @Test
    void manyWhoLookAtOnceFetchOnce() throws InterruptedException, ExecutionException {
        assertThat(current()).isEqualTo(1);
        var together = new CountDownLatch(THREADS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (var i = 0; i < THREADS; i++) {
                answers.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return lookFor(99);
                }));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(2);
            }
        }
        assertThat(fetches).hasValue(2);
    }
}
