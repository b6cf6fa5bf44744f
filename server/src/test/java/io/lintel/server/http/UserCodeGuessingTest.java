package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.UserCode;
import io.lintel.secret.Entropy;
import io.lintel.server.TestBrowser;
import io.lintel.server.TestServer;
import io.lintel.signing.SettableClock;
import io.lintel.throttle.ThrottlePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nobody finds the code of somebody else's device by trying (RFC 8628, section 5.1).
@Tag("SEC-E2")
final class UserCodeGuessingTest {

    /// What `oauth2.device.maxPending` is at most.
    private static final int MOST_ALIVE = 1_600;

    @Test
    void chanceToHitAnyLiveCodeInADayIsBelowOneInTenThousand() {
        var limit = ThrottlePolicy.STANDARD.userCodes();
        var guesses = limit.burst() + limit.doublings() + Duration.ofDays(1).dividedBy(limit.pace());

        assertThat((double) guesses * MOST_ALIVE / UserCode.DIFFERENT).isLessThan(1e-4);
    }

    @Test
    void whoGuessesTooOftenWaitsAndTheRightCodeIsNotLookedAt() {
        var clock = new SettableClock(Instant.now());
        try (var server = TestServer.start(TestServer.STANDARD + Television.CLIENTS, clock);
                var device = new TestBrowser();
                var mallory = new TestBrowser()) {
            var tv = new Television(server, device);
            var right = Shop.member(tv.ask(), "user_code");
            var entropy = new Entropy();
            var guesses = 0;
            while (tv.type(mallory, UserCode.random(entropy).value().reveal()).statusCode() == 400) {
                guesses++;
            }
            assertThat(guesses)
                    .isEqualTo(ThrottlePolicy.STANDARD.userCodesOfNetwork().burst());

            var waiting = tv.type(mallory, right);
            assertThat(waiting.statusCode()).isEqualTo(429);
            assertThat(waiting.headers().firstValue("Retry-After")).isPresent();
            clock.advance(Duration.ofMinutes(1));
            assertThat(tv.type(mallory, right).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void rightCodesAreNotCounted() {
        try (var server = TestServer.start(TestServer.STANDARD + Television.CLIENTS);
                var device = new TestBrowser();
                var family = new TestBrowser()) {
            var tv = new Television(server, device);
            for (var i = 0; i < 20; i++) {
                assertThat(tv.type(family, Shop.member(tv.ask(), "user_code")).statusCode())
                        .isEqualTo(303);
            }
        }
    }

    @Test
    @Tag("REL-18")
    void devicesThatWaitAreCappedByASetting() {
        var text = TestServer.STANDARD
                + Television.CLIENTS
                + "oauth2: {device: {maxPending: 5, maxPendingPerClient: 3}}\n";
        try (var server = TestServer.start(text);
                var device = new TestBrowser()) {
            var tv = new Television(server, device);
            var started = 0;
            for (var i = 0; i < 50; i++) {
                var answer = tv.ask(Map.of());
                started += answer.statusCode() == 200 ? 1 : 0;
                assertThat(answer.statusCode()).isIn(200, 503);
            }
            assertThat(started).isEqualTo(3);
        }
    }
}
