package io.lintel.throttle;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import io.lintel.throttle.Attempts.Answer;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Counter.AfterSuccess;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of attempts keeps, asked as [Throttle] asks it.
public interface AttemptsContract {

    ConnectorId CORP = new ConnectorId("corp");
    InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.1");
    Secret ALICE = Secret.of("alice's id");
    InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.77");

    /// Three wrong passwords for an account from one network, six from all, twenty from one neighbourhood.
    ThrottlePolicy POLICY = new ThrottlePolicy(
            true,
            true,
            limit(3),
            limit(5),
            limit(6),
            limit(20),
            Duration.ofDays(30),
            limit(3),
            limit(3),
            limit(4),
            limit(3));

    /// The store of one replica, empty at the start of each test.
    Attempts attempts();

    /// The same store as another replica sees it.
    Attempts replica();

    private static Limit limit(int burst) {
        return new Limit(burst, Duration.ofSeconds(1), Duration.ofSeconds(1_000));
    }

    private Throttle throttle(Attempts attempts, SettableClock clock) {
        var sealer = new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), new Entropy());
        return new Throttle(attempts, sealer, POLICY, clock);
    }

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
    default void namesOfOneAccountAreCountedTogetherOnceTheyAreKnown() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        var other = throttle(replica(), new SettableClock(NOW));
        guess(throttle, "alice", ALICE);
        guess(other, "alice@example.org", ALICE);
        guess(throttle, "ALICE", ALICE);

        assertThat(throttle.begin(throttle.password(CORP, "alice", HOME))).isInstanceOf(Wait.class);
        assertThat(other.begin(other.password(CORP, " Alice@Example.org", HOME)))
                .as("a name that was known to be hers before the upstream was asked")
                .isInstanceOf(Wait.class);
        guess(throttle, "a.liddell", ALICE);
        assertThat(other.begin(other.password(CORP, "a.liddell", HOME)))
                .as("once, to learn whose it is")
                .isInstanceOf(Wait.class);
        assertThat(throttle.begin(throttle.password(CORP, "bob", HOME))).isInstanceOf(Begun.class);
        assertThat(throttle.begin(throttle.password(new ConnectorId("other"), "alice", HOME)))
                .isInstanceOf(Begun.class);
    }

    @Test
    @Tag("SEC-H2")
    @Tag("REL-12")
    default void ofManyAtOnceUnderAnyNameNoMoreArePassedThanTheLimitOfTheAccountSays() {
        for (var round = 0; round < 5; round++) {
            var account = Secret.of("account-" + round);
            var names = List.of("alice-" + round, "alice-" + round + "@example.org");
            names.forEach(name -> guess(throttle(attempts(), new SettableClock(NOW)), name, account));

            var answers = Race.of(100, i -> {
                var throttle = throttle(i % 2 == 0 ? attempts() : replica(), new SettableClock(NOW));
                return throttle.begin(throttle.password(CORP, names.get(i / 2 % 2), HOME));
            });

            assertThat(answers).filteredOn(Begun.class::isInstance).hasSize(1);
        }
    }

    @Test
    @Tag("SEC-H2")
    default void ofManyAtOnceUnderNewNamesEachPassesItsLimitAndNoMore() {
        var names = List.of("alice", "alice@example.org", "a.liddell");
        Race.of(60, i -> {
            var throttle = throttle(i % 2 == 0 ? attempts() : replica(), new SettableClock(NOW));
            if (throttle.begin(throttle.password(CORP, names.get(i % 3), HOME)) instanceof Begun begun) {
                throttle.fail(begun, ALICE);
            }
            return i;
        });

        var throttle = throttle(attempts(), new SettableClock(NOW));
        for (var name : names) {
            assertThat(throttle.begin(throttle.password(CORP, name, HOME)))
                    .as(name)
                    .isInstanceOf(Wait.class);
        }
    }

    @Test
    @Tag("SEC-H2")
    default void rightPasswordUnderOneNameStartsTheCountOfTheAccountAgain() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        guess(throttle, "alice", ALICE);
        guess(throttle, "alice", ALICE);
        throttle.succeed((Begun) throttle.begin(throttle.password(CORP, "alice@example.org", HOME)), ALICE);

        assertThat(passed(throttle, throttle.password(CORP, "alice", HOME), 10)).isEqualTo(5);
        assertThat(throttle.begin(throttle.password(CORP, "alice@example.org", HOME)))
                .isInstanceOf(Wait.class);
    }

    @Test
    @Tag("SEC-H2")
    default void strangersUnderAnyNameDoNotKeepOutWhoLoggedInFromThereLately() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        throttle.succeed((Begun) throttle.begin(throttle.password(CORP, "alice", HOME)), ALICE);
        for (var i = 1; i < 10; i++) {
            var network = InetAddress.ofLiteral("198.51." + i + ".1");
            if (throttle.begin(throttle.password(CORP, "alice@example.org", network)) instanceof Begun begun) {
                throttle.fail(begun, ALICE);
            }
        }

        var newcomer = InetAddress.ofLiteral("203.0.113.1");
        assertThat(throttle.begin(throttle.password(CORP, "alice", newcomer))).isInstanceOf(Wait.class);
        for (var name : List.of("alice", "alice@example.org")) {
            assertThat(throttle.begin(throttle.password(CORP, name, HOME)))
                    .as(name)
                    .isInstanceOf(Begun.class);
        }
    }

    /// A connector that tells no accounts, or of nobody.
    @Test
    @Tag("SEC-H2")
    default void nameOfNobodyIsAnAccountOfItsOwn() {
        var throttle = throttle(attempts(), new SettableClock(NOW));

        for (var i = 0; i < 3; i++) {
            guess(throttle, "nobody", null);
        }

        assertThat(throttle.begin(throttle.password(CORP, "nobody", HOME))).isInstanceOf(Wait.class);
        assertThat(passed(throttle, throttle.password(CORP, "no body else", HOME), 10))
                .isEqualTo(3);
    }

    @Test
    @Tag("SEC-H2")
    default void nameThatBelongsToSomebodyElseNowIsTheirs() {
        var throttle = throttle(attempts(), new SettableClock(NOW));
        guess(throttle, "chief", ALICE);
        for (var i = 0; i < 2; i++) {
            guess(throttle, "chief", Secret.of("bob's id"));
        }

        assertThat(passed(throttle, throttle.password(CORP, "chief", HOME), 10)).isEqualTo(1);
    }

    @Test
    @Tag("SEC-H2")
    @Tag("SEC-L9")
    default void accountOfANameIsRememberedForAWhileAndASlotHoldsOne() {
        var alice = new Alias(8, 1);
        var bob = new Alias(8, 2);
        attempts().rememberAccount(alice, -5, NOW.plusSeconds(10));

        assertThat(replica().findAccount(alice, NOW.plusSeconds(9))).contains(-5L);
        assertThat(replica().findAccount(alice, NOW.plusSeconds(10))).isEmpty();
        assertThat(replica().findAccount(bob, NOW)).isEmpty();

        replica().rememberAccount(bob, 6, NOW.plusSeconds(20));
        assertThat(attempts().findAccount(alice, NOW)).isEmpty();
        assertThat(attempts().findAccount(bob, NOW)).contains(6L);

        assertThat(attempts().sweep(NOW.plusSeconds(20), 10)).isZero();
        assertThat(attempts().sweep(NOW.plusSeconds(21), 10)).isEqualTo(1);
        assertThat(replica().findAccount(bob, NOW)).isEmpty();
    }

    /// A wrong password for whatever account the connector says it was.
    private static void guess(Throttle throttle, String name, @Nullable Secret account) {
        throttle.fail((Begun) throttle.begin(throttle.password(CORP, name, HOME)), account);
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

    /// How many of so many wrong attempts may be made at once.
    private static int passed(Throttle throttle, Attempt attempt, int times) {
        var passed = 0;
        for (var i = 0; i < times; i++) {
            Answer answer = throttle.begin(attempt);
            passed += answer instanceof Begun ? 1 : 0;
        }
        return passed;
    }
}
