package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.asksAlice;
import static io.lintel.authorization.TestAuthorizations.asksBob;
import static io.lintel.authorization.TestAuthorizations.asksBobForADevice;
import static io.lintel.authorization.TestAuthorizations.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.storage.Race;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of parked authorizations keeps.
public interface ParkedAuthorizationsContract {

    /// The store of one replica, empty at the start of each test.
    ParkedAuthorizations parked();

    /// The same store as another replica sees it.
    ParkedAuthorizations replica();

    @Test
    @Tag("REL-1")
    default void authorizationIsTakenOnce() {
        assertThat(parked().park(asksAlice(1))).isTrue();

        assertThat(replica().take(login(1))).contains(asksAlice(1));
        assertThat(parked().take(login(1))).isEmpty();
        assertThat(replica().take(login(1))).isEmpty();
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoTakeAtOnceExactlyOneGetsIt() {
        for (var round = 0; round < 10; round++) {
            var id = login(round);
            parked().park(asksAlice(round));

            var answers = Race.of(100, i -> (i % 2 == 0 ? parked() : replica()).take(id));

            assertThat(answers).filteredOn(Optional::isPresent).containsExactly(Optional.of(asksAlice(round)));
        }
    }

    @Test
    @Tag("REL-1")
    @Tag("REL-12")
    default void ofManyWhoFinishOneLoginExactlyOneIsParked() {
        var answers = Race.of(100, i -> (i % 2 == 0 ? parked() : replica()).park(asksAlice(1)));

        assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    @Tag("REL-1")
    default void loginIsParkedOnceEvenAfterItWasTaken() {
        parked().park(asksAlice(1));
        assertThat(replica().park(asksAlice(1))).isFalse();

        parked().take(login(1));
        assertThat(replica().park(asksAlice(1))).isFalse();
        assertThat(parked().find(login(1))).isEmpty();
    }

    @Test
    default void lookingDoesNotTake() {
        parked().park(asksAlice(1));

        assertThat(parked().find(login(1))).contains(asksAlice(1));
        assertThat(replica().find(login(1))).contains(asksAlice(1));
        assertThat(parked().take(login(1))).isPresent();
        assertThat(parked().find(login(1))).isEmpty();
        assertThat(replica().find(login(1))).isEmpty();
    }

    @Test
    default void everyFieldComesBackAsItWas() {
        parked().park(asksAlice(1));
        parked().park(asksBob(2));
        parked().park(asksBobForADevice(3));

        assertThat(replica().find(login(1))).contains(asksAlice(1));
        assertThat(replica().find(login(2))).contains(asksBob(2));
        assertThat(replica().find(login(3))).contains(asksBobForADevice(3));
        assertThat(replica().take(login(1))).contains(asksAlice(1));
        assertThat(replica().take(login(2))).contains(asksBob(2));
    }

    @Test
    default void loginThatWasNeverParkedIsNotFound() {
        parked().park(asksAlice(1));

        assertThat(parked().find(login(2))).isEmpty();
        assertThat(parked().take(login(2))).isEmpty();
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatHasExpiredAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            parked().park(asksBob(i));
        }
        parked().take(login(0));
        var expiry = asksBob(0).expiresAt();

        assertThat(parked().sweep(expiry, 10)).isZero();
        assertThat(parked().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(parked().sweep(expiry.plusMillis(1), 10)).isEqualTo(10);
        assertThat(parked().sweep(expiry.plusMillis(1), 10)).isEqualTo(5);
        assertThat(parked().sweep(expiry.plusMillis(1), 10)).isZero();
        assertThat(parked().find(login(24))).isEmpty();
    }

    @Test
    @Tag("REL-17")
    default void sweepLeavesWhatIsAlive() {
        parked().park(expiring(1, NOW.plusSeconds(1)));
        parked().park(expiring(2, NOW.plusSeconds(3)));

        assertThat(parked().sweep(NOW.plusSeconds(2), 100)).isEqualTo(1);

        assertThat(parked().find(login(1))).isEmpty();
        assertThat(parked().find(login(2))).isPresent();
    }

    private static PendingAuthorization expiring(int number, Instant expiresAt) {
        var pending = asksBob(number);
        return new PendingAuthorization(
                pending.id(), pending.request(), pending.linkKey(), expiresAt, pending.departure(), pending.login());
    }
}
