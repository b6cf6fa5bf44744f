package io.lintel.authorization;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.Consents.Given;
import io.lintel.client.TestClients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.storage.Race;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store of consents keeps.
public interface ConsentsContract {

    Subject ALICE = new Subject("alice", "corp");
    Subject BOB = new Subject("bob", "corp");
    ClientId SHOP = TestClients.SHOP.id();
    ClientId THIEF = TestClients.THIEF.id();
    Scope AUDIENCE = new Scope("audience:server:client_id:äpi");

    /// The store of one replica, empty at the start of each test.
    Consents consents();

    /// The same store as another replica sees it.
    Consents replica();

    @Test
    default void whatIsGivenIsAddedToWhatWasGiven() {
        consents().give(ALICE, SHOP, Scopes.of(Scope.OPENID, Scope.EMAIL, AUDIENCE), NOW);
        replica().give(ALICE, SHOP, Scopes.of(Scope.OPENID, Scope.GROUPS), NOW.plusSeconds(1));

        assertThat(consents().given(ALICE, SHOP, NOW).values())
                .containsExactlyInAnyOrder(Scope.OPENID, Scope.EMAIL, AUDIENCE, Scope.GROUPS);
        assertThat(replica().of(ALICE, NOW)).singleElement().satisfies(given -> {
            assertThat(given.client()).isEqualTo(SHOP);
            assertThat(given.at()).isEqualTo(NOW.plusSeconds(1));
            assertThat(given.scopes().values()).hasSize(4);
        });
    }

    @Test
    @Tag("SEC-B4")
    default void consentIsThatOfOneUserAtOneConnectorForOneClient() {
        consents().give(ALICE, SHOP, Scopes.of(Scope.EMAIL), NOW);

        assertThat(consents().given(ALICE, THIEF, NOW).values()).isEmpty();
        assertThat(consents().given(BOB, SHOP, NOW).values()).isEmpty();
        assertThat(consents().given(new Subject("alice", "corp2"), SHOP, NOW).values())
                .isEmpty();
        assertThat(consents().given(new Subject("ali", "cecorp"), SHOP, NOW).values())
                .isEmpty();
        assertThat(consents().of(BOB, NOW)).isEmpty();
    }

    @Test
    @Tag("REL-12")
    default void ofManyWhoGiveAtOnceNothingIsLost() {
        Race.of(40, i -> {
            (i % 2 == 0 ? consents() : replica()).give(ALICE, SHOP, Scopes.of(Scope.OPENID, new Scope("s" + i)), NOW);
            return true;
        });

        assertThat(consents().given(ALICE, SHOP, NOW).values()).hasSize(41);
    }

    @Test
    @Tag("REL-5")
    default void whatIsWithdrawnIsGoneOnAllReplicas() {
        consents().give(ALICE, SHOP, Scopes.of(Scope.EMAIL, Scope.GROUPS), NOW);
        consents().give(ALICE, THIEF, Scopes.of(Scope.EMAIL), NOW);
        consents().give(BOB, SHOP, Scopes.of(Scope.EMAIL), NOW);

        replica().withdraw(ALICE, SHOP);

        assertThat(consents().given(ALICE, SHOP, NOW).values()).isEmpty();
        assertThat(consents().of(ALICE, NOW)).containsExactly(new Given(THIEF, Scopes.of(Scope.EMAIL), NOW));
        assertThat(consents().given(BOB, SHOP, NOW).values()).containsExactly(Scope.EMAIL);
    }

    @Test
    default void whatWasGivenTooLongAgoIsNotToldAndIsToldAgainWhenItIsGivenAgain() {
        consents().give(ALICE, SHOP, Scopes.of(Scope.EMAIL), NOW);

        assertThat(consents().given(ALICE, SHOP, NOW.plusMillis(1)).values()).isEmpty();
        assertThat(consents().of(ALICE, NOW.plusMillis(1))).isEmpty();
        consents().give(ALICE, SHOP, Scopes.of(Scope.EMAIL), NOW.plusSeconds(1));
        assertThat(replica().given(ALICE, SHOP, NOW.plusMillis(1)).values()).containsExactly(Scope.EMAIL);
    }

    @Test
    @Tag("REL-17")
    default void sweepRemovesWhatIsOldAndNoMoreThanItMay() {
        for (var i = 0; i < 25; i++) {
            consents().give(ALICE, SHOP, Scopes.of(new Scope("s" + i)), NOW);
        }
        consents().give(BOB, SHOP, Scopes.of(Scope.EMAIL), NOW.plusSeconds(1));

        assertThat(consents().sweep(NOW, 10)).isZero();
        assertThat(consents().sweep(NOW.plusMillis(1), 10)).isEqualTo(10);
        assertThat(consents().sweep(NOW.plusMillis(1), 20)).isEqualTo(15);
        assertThat(consents().sweep(NOW.plusMillis(1), 20)).isZero();
        assertThat(consents().given(BOB, SHOP, NOW).values()).containsExactly(Scope.EMAIL);
    }
}
