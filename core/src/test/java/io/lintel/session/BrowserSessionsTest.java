package io.lintel.session;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.TestIdentities;
import io.lintel.connector.Wanted;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.BrowserSessions.Begun;
import io.lintel.signing.SettableClock;
import io.lintel.storage.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class BrowserSessionsTest {

    private static final ClientId SHOP = TestClients.SHOP.id();
    private static final ClientId API = TestClients.API.id();
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration ABSOLUTE = Duration.ofHours(24);

    private final SettableClock clock = new SettableClock(NOW);
    private final Deque<Runnable> beforeReplacements = new ArrayDeque<>();
    private final Sessions stored = new RelayedSessions(new InMemoryStores().sessions()) {
        @Override
        public boolean replace(Session next) {
            Optional.ofNullable(beforeReplacements.poll()).ifPresent(Runnable::run);
            return super.replace(next);
        }
    };
    private final BrowserSessions sessions =
            new BrowserSessions(stored, new SessionPolicy(IDLE, ABSOLUTE), new Entropy(), clock);

    @Test
    void sessionIsOpenedByItsKeyAndByNothingElse() {
        var begun = logIn(null, TestIdentities.ALICE);

        assertThat(sessions.find(begun.key())).contains(begun.session());
        assertThat(begun.session().authentication().session())
                .isEqualTo(begun.session().id());
        assertThat(sessions.find(new SessionKey(begun.session().id(), Secret.of("another"))))
                .isEmpty();
        assertThat(sessions.find(
                        new SessionKey(new SessionId("another"), begun.key().secret())))
                .isEmpty();
    }

    @Test
    @Tag("SEC-D4")
    @Tag("SEC-B4")
    void keyOfOneSessionOpensNoOther() {
        var alice = logIn(null, TestIdentities.ALICE);
        var bob = logIn(null, TestIdentities.BOB);

        assertThat(sessions.find(new SessionKey(alice.session().id(), bob.key().secret())))
                .isEmpty();
    }

    @Test
    @Tag("SEC-D4")
    void keyThatWasThereBeforeALoginIsNeverTakenOver() {
        var planted = new SessionKey(new SessionId("chosen-by-mallory"), Secret.of("known-to-mallory"));

        var begun = logIn(planted, TestIdentities.ALICE);

        assertThat(begun.session().id()).isNotEqualTo(planted.session());
        assertThat(begun.key().secret()).isNotEqualTo(planted.secret());
        assertThat(sessions.find(planted)).isEmpty();
    }

    @Test
    @Tag("SEC-D4")
    void sessionGoesOnUnderAnotherSecretWhenItsUserLogsInAgain() {
        var before = logIn(null, TestIdentities.ALICE);
        clock.advance(Duration.ofMinutes(10));

        var after = logIn(before.key(), TestIdentities.ALICE, API);

        assertThat(after.session().id()).isEqualTo(before.session().id());
        assertThat(sessions.find(before.key())).isEmpty();
        assertThat(sessions.find(after.key())).contains(after.session());
        assertThat(after.session().authentication().at()).isEqualTo(NOW.plusSeconds(600));
        assertThat(after.session().clients()).containsOnlyKeys(SHOP, API);
        assertThat(after.session().idleExpiry()).isEqualTo(NOW.plusSeconds(600).plus(IDLE));
        assertThat(after.session().absoluteExpiry()).isEqualTo(NOW.plus(ABSOLUTE));
        assertThat(stored.sweep(Instant.MAX, 10)).isEqualTo(1);
    }

    @Test
    @Tag("SEC-D4")
    void sessionOfSomebodyElseEndsWhenAnotherLogsIn() {
        var alice = logIn(null, TestIdentities.ALICE);

        var bob = logIn(alice.key(), TestIdentities.BOB);

        assertThat(bob.session().id()).isNotEqualTo(alice.session().id());
        assertThat(bob.superseded()).isEqualTo(alice.session());
        assertThat(sessions.find(alice.key())).isEmpty();
        assertThat(bob.session().clients()).containsOnlyKeys(SHOP);
    }

    @Test
    @Tag("SEC-I1")
    void sameUserIdAtAnotherConnectorIsSomebodyElse() {
        var corp = logIn(null, TestIdentities.ALICE);
        var login = Authentication.of(new ConnectorId("other"), TestIdentities.ALICE, clock.instant());

        var other = sessions.loggedIn(corp.key(), login, Set.of(), SHOP, true).orElseThrow();

        assertThat(other.superseded()).isEqualTo(corp.session());
    }

    @Test
    @Tag("SEC-D4")
    void ofTwoLoginsAtOnceInOneBrowserNoneOpensTheSessionByTheOldKey() {
        for (var round = 0; round < 20; round++) {
            var before = logIn(null, TestIdentities.ALICE);

            var after = Race.of(8, i -> logIn(before.key(), TestIdentities.ALICE));

            assertThat(sessions.find(before.key())).isEmpty();
            assertThat(after)
                    .filteredOn(begun ->
                            begun.session().id().equals(before.session().id()))
                    .hasSize(1);
        }
    }

    @Test
    void sessionEndsWhenItIsNotUsed() {
        var begun = logIn(null, TestIdentities.ALICE);
        clock.advance(IDLE.minusMillis(1));
        assertThat(sessions.find(begun.key())).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertThat(sessions.find(begun.key())).isEmpty();
        assertThat(sessions.use(begun.session().id(), SHOP, false)).isEmpty();
    }

    @Test
    void sessionThatIsUsedLivesOnButNotForEver() {
        var begun = logIn(null, TestIdentities.ALICE);
        for (var i = 0; i < 47; i++) {
            clock.advance(Duration.ofMinutes(30));
            assertThat(sessions.use(begun.session().id(), SHOP, false)).isPresent();
        }
        assertThat(sessions.find(begun.key())).isPresent();

        clock.advance(Duration.ofMinutes(30));

        assertThat(sessions.find(begun.key())).isEmpty();
    }

    @Test
    @Tag("SEC-C5")
    void clockThatGoesBackDoesNotShortenASession() {
        var begun = logIn(null, TestIdentities.ALICE);
        clock.advance(Duration.ofMinutes(-50));

        sessions.use(begun.session().id(), SHOP, false);
        clock.advance(Duration.ofMinutes(100));

        assertThat(sessions.find(begun.key())).isPresent();
    }

    @Test
    @Tag("SEC-D4")
    void loginWithAStaleKeyRevivesNothing() {
        var old = logIn(null, TestIdentities.ALICE);
        clock.advance(IDLE);

        var begun = logIn(old.key(), TestIdentities.ALICE);

        assertThat(begun.session().id()).isNotEqualTo(old.session().id());
        assertThat(sessions.find(old.key())).isEmpty();
    }

    @Test
    void clientIsRecordedWhoeverElseUsesTheSessionAtTheSameTime() {
        var begun = logIn(null, TestIdentities.ALICE);
        beforeReplacements.add(() -> sessions.use(begun.session().id(), TestClients.THIEF.id(), true));

        sessions.use(begun.session().id(), API, true);

        assertThat(sessions.find(begun.key()).orElseThrow().clients())
                .containsOnlyKeys(SHOP, API, TestClients.THIEF.id());
    }

    @Test
    void sessionThatEndsWhileItIsUsedIsNotUsed() {
        var begun = logIn(null, TestIdentities.ALICE);
        beforeReplacements.add(() -> sessions.end(begun.session().id()));

        assertThat(sessions.use(begun.session().id(), API, true)).isEmpty();
        assertThat(stored.sweep(Instant.MAX, 10)).isZero();
    }

    @Test
    void sessionsThatHaveExpiredAreNotListed() {
        logIn(null, TestIdentities.ALICE);
        clock.advance(Duration.ofMinutes(59));
        var second = logIn(null, TestIdentities.ALICE);
        clock.advance(Duration.ofMinutes(1));

        assertThat(sessions.of(second.session().subject())).containsExactly(second.session());
    }

    @Test
    void withoutSessionsNobodyHasOne() {
        var off = new BrowserSessions(stored, null, new Entropy(), clock);
        var begun = logIn(null, TestIdentities.ALICE);
        var login = Authentication.of(new ConnectorId("corp"), TestIdentities.ALICE, NOW);

        assertThat(off.find(begun.key())).isEmpty();
        assertThat(off.use(begun.session().id(), SHOP, false)).isEmpty();
        assertThat(off.loggedIn(null, login, Set.of(), SHOP, true)).isEmpty();
    }

    private Begun logIn(@Nullable SessionKey shown, Identity identity) {
        return logIn(shown, identity, SHOP);
    }

    private Begun logIn(@Nullable SessionKey shown, Identity identity, ClientId client) {
        var login = Authentication.of(new ConnectorId("corp"), identity, clock.instant());
        return sessions.loggedIn(shown, login, Set.of(Wanted.GROUPS), client, true)
                .orElseThrow();
    }
}
