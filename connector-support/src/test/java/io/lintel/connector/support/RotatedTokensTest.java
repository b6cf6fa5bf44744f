package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RotatedTokensTest {

    private static final Secret SPENT = Secret.of("spent");
    private static final int REFRESHES = 20;

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final RotatedTokens tokens = new RotatedTokens(clock);

    @Test
    void spentTokenIsExchangedOnce() {
        var first = tokens.exchange(SPENT, TestHttp.deadline(), this::exchange);
        var second = tokens.exchange(SPENT, TestHttp.deadline(), this::exchange);

        assertThat(second).isEqualTo(first);
        assertThat(exchanges).hasValue(1);
        assertThat(tokens.exchange(Secret.of("another"), TestHttp.deadline(), this::exchange))
                .isNotEqualTo(first);
    }

    @Test
    void refreshesSideBySideAreGivenTheSameTokens() throws Exception {
        var together = new CountDownLatch(REFRESHES);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<TokenAnswer>>();
            for (var i = 0; i < REFRESHES; i++) {
                answers.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return tokens.exchange(SPENT, TestHttp.deadline(), this::exchange);
                }));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get());
            }
        }
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void refusalAndFaultAreNotRemembered() {
        assertThat(tokens.exchange(SPENT, TestHttp.deadline(), () -> new TokenAnswer.Denied("bad")))
                .isEqualTo(new TokenAnswer.Denied("bad"));
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> tokens.exchange(SPENT, TestHttp.deadline(), () -> {
                    throw ConnectorException.unavailable("down", null);
                }));

        assertThat(tokens.exchange(SPENT, TestHttp.deadline(), this::exchange)).isInstanceOf(TokenAnswer.Granted.class);
    }

    /// It tells each time what has become of the end-user.
    @Test
    void tokenThatGoesOnIsExchangedEachTime() {
        for (var i = 0; i < 2; i++) {
            tokens.exchange(SPENT, TestHttp.deadline(), () -> {
                exchanges.incrementAndGet();
                return new TokenAnswer.Granted(new UpstreamTokens(Secret.of("a"), Secret.of("spent"), Instant.EPOCH));
            });
        }

        assertThat(exchanges).hasValue(2);
    }

    @Test
    void memoryLastsMinutes() {
        var first = tokens.exchange(SPENT, TestHttp.deadline(), this::exchange);
        clock.pass(Duration.ofMinutes(9));
        assertThat(tokens.exchange(SPENT, TestHttp.deadline(), this::exchange)).isEqualTo(first);

        clock.pass(Duration.ofMinutes(1));
        assertThat(tokens.exchange(SPENT, TestHttp.deadline(), this::exchange)).isNotEqualTo(first);
    }

    @Test
    void eldestIsForgottenWhenThereAreTooMany() {
        var first = tokens.exchange(SPENT, TestHttp.deadline(), this::exchange);
        for (var i = 0; i < 10_000; i++) {
            tokens.exchange(Secret.of("s" + i), TestHttp.deadline(), this::exchange);
        }

        assertThat(tokens.exchange(SPENT, TestHttp.deadline(), this::exchange)).isNotEqualTo(first);
        assertThat(exchanges).hasValue(10_002);
    }

    private TokenAnswer exchange() {
        var number = exchanges.incrementAndGet();
        return new TokenAnswer.Granted(
                new UpstreamTokens(Secret.of("a" + number), Secret.of("r" + number), Instant.EPOCH));
    }

    private static final class SettableClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-06T07:08:09Z"));

        private void pass(Duration time) {
            now.updateAndGet(instant -> instant.plus(time));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
