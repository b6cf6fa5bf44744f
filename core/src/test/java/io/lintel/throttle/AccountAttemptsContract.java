package io.lintel.throttle;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.throttle.TestThrottle.ALICE;
import static io.lintel.throttle.TestThrottle.CORP;
import static io.lintel.throttle.TestThrottle.HOME;
import static io.lintel.throttle.TestThrottle.passed;
import static io.lintel.throttle.TestThrottle.throttle;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of attempts keeps of the names of one account, asked as [Throttle] asks it.
public interface AccountAttemptsContract {

    /// The store of one replica, empty at the start of each test.
    Attempts attempts();

    /// The same store as another replica sees it.
    Attempts replica();

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
}
