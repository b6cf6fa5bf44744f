package io.lintel.throttle;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.throttle.TestThrottle.CORP;
import static io.lintel.throttle.TestThrottle.ELSEWHERE;
import static io.lintel.throttle.TestThrottle.HOME;
import static io.lintel.throttle.TestThrottle.NEIGHBOUR;
import static io.lintel.throttle.TestThrottle.limit;
import static io.lintel.throttle.TestThrottle.passed;
import static io.lintel.throttle.TestThrottle.throttle;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ClientId;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Counter.AfterSuccess;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of attempts keeps, asked as [Throttle] asks it.
public interface AttemptsContract {

    /// The store of one replica, empty at the start of each test.
    Attempts attempts();

    /// The same store as another replica sees it.
    Attempts replica();

    @Test
    @Tag("SEC-H2")
    default void waitsBeginAfterTheBurstAndGrowToTheLongest() {
        var clock = new SettableClock(NOW);
        var throttle = throttle(attempts(), clock);
        var alice = throttle.password(CORP, "alice", HOME);
        for (var i = 0; i < 3; i++) {
            assertThat(throttle.begin(alice)).isInstanceOf(Begun.class);
        }

        var waits = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            var until = ((Wait) throttle.begin(alice)).until();
            waits.add(Duration.between(clock.instant(), until).toSeconds());
            clock.advance(Duration.between(clock.instant(), until));
            assertThat(throttle.begin(alice)).isInstanceOf(Begun.class);
        }

        assertThat(waits.subList(0, 10)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
        assertThat(waits.subList(10, 12)).allMatch(wait -> wait <= 1_000);
    }

    @Test
    @Tag("SEC-H2")
    @Tag("REL-12")
    default void ofManyAtOnceNoMoreArePassedThanTheLimitSays() {
        for (var round = 0; round < 5; round++) {
            var account = "alice-" + round;

            var answers = Race.of(100, i -> {
                var throttle = throttle(i % 2 == 0 ? attempts() : replica(), new SettableClock(NOW));
                return throttle.begin(throttle.password(CORP, account, HOME));
            });

            assertThat(answers).filteredOn(Begun.class::isInstance).hasSize(3);
        }
    }

    @Test
    @Tag("SEC-H2")
    default void rightAttemptsNeverCount() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var alice = throttle.password(CORP, "alice", HOME);

        for (var i = 0; i < 50; i++) {
            assertThat(throttle.begin(alice)).isInstanceOfSatisfying(Begun.class, throttle::succeed);
        }
    }

    @Test
    @Tag("SEC-H2")
    default void rightAttemptStartsTheCountAgainAndIsSeenEverywhere() {
        var clock = new SettableClock(NOW);
        var throttle = throttle(attempts(), clock);
        var alice = throttle.password(CORP, "alice", HOME);
        throttle.begin(alice);
        throttle.begin(alice);
        throttle.succeed((Begun) throttle.begin(alice));

        assertThat(passed(throttle(replica(), clock), alice, 10)).isEqualTo(5);
    }

    @Test
    @Tag("SEC-H2")
    default void strangerElsewhereDoesNotKeepTheUserOut() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var user = throttle.password(CORP, "alice", HOME);

        assertThat(passed(throttle, throttle.password(CORP, "alice", ELSEWHERE), 10))
                .isEqualTo(3);
        assertThat(throttle.begin(user)).isInstanceOf(Begun.class);
    }

    @Test
    @Tag("SEC-H2")
    default void anyNumberOfStrangersDoNotKeepOutWhoLoggedInFromThereLately() {
        var clock = new SettableClock(NOW);
        var throttle = throttle(attempts(), clock);
        var user = throttle.password(CORP, "alice", HOME);
        throttle.succeed((Begun) throttle.begin(user));

        var strangers = 0;
        for (var i = 1; i < 10; i++) {
            var network = InetAddress.ofLiteral("198.51." + i + ".1");
            strangers += passed(throttle, throttle.password(CORP, "alice", network), 3);
        }

        assertThat(strangers).isEqualTo(6);
        assertThat(throttle.begin(throttle.password(CORP, "alice", InetAddress.ofLiteral("203.0.113.1"))))
                .isInstanceOf(Wait.class);
        assertThat(throttle.begin(user)).isInstanceOf(Begun.class);
        clock.advance(Duration.ofDays(30));
        assertThat(passed(throttle, throttle.password(CORP, "alice", ELSEWHERE), 7))
                .isEqualTo(3);
    }

    @Test
    @Tag("SEC-H2")
    default void guessesOfManyAccountsAreCountedByNetworkAndOwnSuccessesDoNotHideThem() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var own = throttle.password(CORP, "mallory", NEIGHBOUR);

        var passed = 0;
        for (var i = 0; i < 30; i++) {
            passed += passed(throttle, throttle.password(CORP, "victim-" + i, HOME), 1);
            if (throttle.begin(own) instanceof Begun begun) {
                throttle.succeed(begun);
            }
        }

        assertThat(passed).isEqualTo(20);
    }

    @Test
    @Tag("SEC-H2")
    default void whoMustWaitOrWasNotJudgedIsCountedNowhere() {
        var clock = new SettableClock(NOW);
        var throttle = throttle(attempts(), clock);
        var alice = throttle.password(CORP, "alice", HOME);
        for (var i = 0; i < 10; i++) {
            throttle.withdraw((Begun) throttle.begin(alice));
        }
        assertThat(passed(throttle, alice, 50)).isEqualTo(3);

        assertThat(passed(throttle, throttle.password(CORP, "alice", ELSEWHERE), 10))
                .as("six from everywhere, and three were counted")
                .isEqualTo(3);
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.begin(alice))
                .as("the third attempt was the last that was counted")
                .isInstanceOf(Begun.class);
    }

    @Test
    @Tag("SEC-H2")
    default void whatWasCountedIsForgottenInTime() {
        var clock = new SettableClock(NOW);
        var throttle = throttle(attempts(), clock);
        var alice = throttle.password(CORP, "alice", HOME);
        assertThat(passed(throttle, alice, 5)).isEqualTo(3);

        clock.advance(Duration.ofMinutes(100));

        assertThat(passed(throttle, alice, 5)).isEqualTo(3);
    }

    @Test
    @Tag("REL-26")
    default void clockSetBackKeepsNobodyOut() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var alice = throttle.password(CORP, "alice", HOME);
        passed(throttle, alice, 5);

        var earlier = throttle(attempts(), new SettableClock(NOW.minus(Duration.ofDays(1))));

        assertThat(passed(earlier, alice, 5)).isEqualTo(3);
    }

    @Test
    default void lookingCountsNothingAndSaysWhatCounts() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var shop = throttle.clientSecret(new ClientId("shop"), HOME);
        for (var i = 0; i < 10; i++) {
            assertThat(throttle.look(shop)).isInstanceOf(Begun.class);
        }
        assertThat(passed(throttle, shop, 10)).isEqualTo(3);

        assertThat(throttle.look(shop)).isEqualTo(new Wait(NOW.plusSeconds(1)));
        assertThat(throttle.look(throttle.clientSecret(new ClientId("shop"), ELSEWHERE)))
                .isInstanceOf(Begun.class);
    }

    @Test
    @Tag("SEC-E2")
    default void userCodesAreCountedByNetworkAndAllTogether() {
        var throttle = throttle(attempts(), new SettableClock(NOW));

        assertThat(passed(throttle, throttle.userCode(HOME), 10)).isEqualTo(3);
        assertThat(passed(throttle, throttle.userCode(ELSEWHERE), 10)).isEqualTo(1);
        assertThat(throttle.begin(throttle.userCode(InetAddress.ofLiteral("2001:db8::1"))))
                .isInstanceOf(Wait.class);
    }

    @Test
    @Tag("SEC-H2")
    @Tag("SEC-L9")
    default void slotHoldsOneCounterAndTheLatestIsIt() {
        var victim = counter(1L);
        var other = counter(2L);
        for (var i = 0; i < 3; i++) {
            assertThat(attempts().begin(victim, NOW)).isInstanceOf(Begun.class);
        }
        assertThat(attempts().begin(victim, NOW)).isInstanceOf(Wait.class);

        var begun = (Begun) replica().begin(other, NOW);
        attempts().withdraw(new Begun(victim, victim.counters()));
        attempts().succeed(new Begun(victim, victim.counters()), NOW);

        assertThat(begun.counted()).hasSize(1);
        assertThat(replica().begin(other, NOW)).isInstanceOf(Begun.class);
        assertThat(replica().begin(other, NOW)).isInstanceOf(Begun.class);
        assertThat(replica().begin(other, NOW)).isInstanceOf(Wait.class);
    }

    private static Attempt counter(long tag) {
        return new Attempt("test", List.of(new Counter(7, tag, limit(3), limit(3), AfterSuccess.STARTS_AGAIN)), null);
    }

    @Test
    @Tag("REL-17")
    default void sweepForgetsWhatSaysNothingAnyMore() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        for (var i = 0; i < 5; i++) {
            throttle.begin(throttle.clientSecret(new ClientId("client-" + i), HOME));
        }

        assertThat(attempts().sweep(NOW.plusSeconds(1_000), 10)).isZero();
        assertThat(attempts().sweep(NOW.plusSeconds(1_001), 3)).isEqualTo(3);
        assertThat(replica().sweep(NOW.plusSeconds(1_001), 3)).isEqualTo(2);
        assertThat(replica().sweep(NOW.plusSeconds(1_001), 3)).isZero();
    }
}
