package io.lintel.session;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.session.TestSessions.alices;
import static io.lintel.session.TestSessions.bobs;
import static io.lintel.session.TestSessions.id;
import static io.lintel.session.TestSessions.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Identity;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.Subject;
import io.lintel.storage.Race;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of sessions keeps.
public interface SessionsContract {

    /// The store of one replica, empty at the start of each test.
    Sessions sessions();

    /// The same store as another replica sees it.
    Sessions replica();

    @Test
    @Tag("REL-5")
    default void everyFieldComesBackAsItWasOnAllReplicas() {
        sessions().start(alices(1));
        sessions().start(bobs(2));

        assertThat(replica().find(id(1))).contains(alices(1));
        assertThat(replica().find(id(2))).contains(bobs(2));
        assertThat(replica().replace(next(alices(1)))).isTrue();
        assertThat(sessions().find(id(1))).contains(next(alices(1)));
    }

    @Test
    default void sessionThatNeverWasIsNotFound() {
        sessions().start(bobs(1));

        assertThat(sessions().find(id(2))).isEmpty();
        assertThat(sessions().find(new SessionId("x".repeat(200)))).isEmpty();
        assertThat(sessions().find(new SessionId("Łódź\u0000'"))).isEmpty();
        assertThat(sessions().end(new SessionId("Łódź\u0000'"))).isEmpty();
        assertThat(sessions().replace(next(bobs(2)))).isFalse();
    }

    @Test
    default void onlyTheNextGenerationReplaces() {
        sessions().start(bobs(1));

        assertThat(sessions().replace(next(next(bobs(1))))).isFalse();
        assertThat(sessions().replace(bobs(1))).isFalse();
        assertThat(replica().find(id(1))).contains(bobs(1));
        assertThat(sessions().replace(next(bobs(1)))).isTrue();
        assertThat(replica().replace(next(bobs(1)))).isFalse();
        assertThat(replica().replace(next(next(bobs(1))))).isTrue();
    }

    @Test
    @Tag("REL-12")
    default void ofManyWhoReplaceOneGenerationExactlyOneDoes() {
        sessions().start(alices(1));

        var answers = Race.of(50, i -> (i % 2 == 0 ? sessions() : replica()).replace(next(alices(1))));

        assertThat(answers).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    @Tag("REL-5")
    @Tag("SEC-B14")
    default void sessionThatHasEndedIsFoundNowhereAndComesNotBack() {
        sessions().start(alices(1));

        assertThat(replica().end(id(1))).contains(alices(1));

        assertThat(sessions().find(id(1))).isEmpty();
        assertThat(sessions().of(alices(1).subject(), 10)).isEmpty();
        assertThat(sessions().replace(next(alices(1)))).isFalse();
        assertThat(sessions().find(id(1))).isEmpty();
    }

    @Test
    @Tag("REL-12")
    default void ofManyWhoEndASessionExactlyOneIsAnsweredWithIt() {
        for (var round = 0; round < 5; round++) {
            var session = id(round);
            sessions().start(alices(round));

            var answers = Race.of(50, i -> (i % 2 == 0 ? sessions() : replica()).end(session));

            assertThat(answers).filteredOn(Optional::isPresent).containsExactly(Optional.of(alices(round)));
        }
    }

    @Test
    @Tag("REL-12")
    default void sessionThatIsUsedWhileItEndsHasEnded() {
        for (var round = 0; round < 10; round++) {
            var number = round;
            sessions().start(bobs(number));

            Race.between(() -> sessions().replace(next(bobs(number))), () -> replica()
                    .end(id(number)));

            assertThat(sessions().find(id(number))).isEmpty();
        }
    }

    @Test
    default void sessionsOfAUserAreListedTheLastStartedFirst() {
        sessions().start(bobs(1));
        sessions().start(bobs(3));
        sessions().start(bobs(2));
        sessions().start(alices(4));

        assertThat(replica().of(bobs(1).subject(), 10)).containsExactly(bobs(3), bobs(2), bobs(1));
        assertThat(replica().of(bobs(1).subject(), 2)).containsExactly(bobs(3), bobs(2));
        assertThat(replica().of(alices(1).subject(), 10)).containsExactly(alices(4));
    }

    @Test
    @Tag("SEC-I1")
    default void userIsKnownByConnectorAndUserIdAndNothingElse() {
        var odd = Identity.of("b\u0000\uD83D\uDE00".repeat(3_000)).build();
        sessions().start(TestSessions.of(1, odd));
        sessions().start(bobs(2));

        assertThat(sessions().of(new Subject(odd.userId(), "corp-ldap"), 10)).containsExactly(TestSessions.of(1, odd));
        assertThat(sessions().of(new Subject(TestIdentities.BOB.userId(), "corp-ldap2"), 10))
                .isEmpty();
        assertThat(sessions().of(new Subject("", "corp-ldap"), 10)).isEmpty();
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatHasExpiredAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            sessions().start(bobs(i));
        }
        var idleEnd = bobs(0).idleExpiry();

        assertThat(sessions().sweep(idleEnd, 10)).isZero();
        assertThat(sessions().sweep(idleEnd.plusMillis(1), 10)).isEqualTo(10);
        assertThat(sessions().sweep(idleEnd.plusMillis(1), 10)).isEqualTo(10);
        assertThat(sessions().sweep(idleEnd.plusMillis(1), 10)).isEqualTo(5);
        assertThat(sessions().sweep(idleEnd.plusMillis(1), 10)).isZero();
        assertThat(sessions().find(id(24))).isEmpty();
    }

    @Test
    @Tag("REL-17")
    default void sweepLeavesWhatWasUsedAndTakesWhatIsTooOld() {
        sessions().start(bobs(1));
        sessions().start(bobs(2));
        sessions().replace(next(bobs(2)));
        var idleEnd = bobs(1).idleExpiry();

        assertThat(sessions().sweep(idleEnd.plusMillis(1), 10)).isEqualTo(1);
        assertThat(sessions().find(id(1))).isEmpty();
        assertThat(sessions().find(id(2))).isPresent();

        sessions().start(endless(3));
        assertThat(sessions().sweep(endless(3).absoluteExpiry().plusMillis(1), 10))
                .isEqualTo(2);
    }

    /// One that does not idle before it is too old.
    private static Session endless(int number) {
        var bob = bobs(number);
        return new Session(
                bob.id(),
                bob.secret(),
                bob.authentication(),
                bob.wanted(),
                bob.clients(),
                bob.remembered(),
                bob.createdAt(),
                bob.lastUsedAt(),
                NOW.plusSeconds(1_000_000),
                NOW.plusSeconds(500_000),
                bob.generation());
    }
}
