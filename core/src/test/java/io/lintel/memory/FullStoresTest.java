package io.lintel.memory;

import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestAuthorizations.asksBob;
import static io.lintel.authorization.TestAuthorizations.code;
import static io.lintel.authorization.TestAuthorizations.grant;
import static io.lintel.authorization.TestAuthorizations.issuedToBob;
import static io.lintel.authorization.UsedValuesContract.CORP;
import static io.lintel.token.TestFamilies.bobs;
import static io.lintel.token.TestFamilies.id;
import static io.lintel.token.TestFamilies.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.authorization.ConsentsContract;
import io.lintel.factor.TestFactors;
import io.lintel.logout.LogoutNoticesContract;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.session.TestSessions;
import io.lintel.storage.StorageUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A store that is full refuses, and forgets nobody.
final class FullStoresTest {

    private final InMemoryStores small = new InMemoryStores(2, 2, 2, 2, 2, 2, 2, 2);

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesCodesUntilItIsSwept() {
        var codes = small.codes();
        codes.add(code(1), issuedToBob(1));
        codes.add(code(2), issuedToBob(2));

        assertThatThrownBy(() -> codes.add(code(3), issuedToBob(3)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 authorization codes");
        codes.sweep(issuedToBob(1).expiresAt().plusSeconds(1), 1);
        assertThat(codes.add(code(3), issuedToBob(3))).isTrue();
    }

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesToParkUntilItIsSwept() {
        var parked = small.parked();
        parked.park(asksBob(1));
        parked.park(asksBob(2));

        assertThatThrownBy(() -> parked.park(asksBob(3)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 logins");
        parked.sweep(asksBob(1).expiresAt().plusSeconds(1), 1);
        assertThat(parked.park(asksBob(3))).isTrue();
    }

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesFamiliesButNeitherRotationsNorRevocations() {
        var families = small.families();
        families.start(bobs(1));
        families.start(bobs(2));

        assertThatThrownBy(() -> families.start(bobs(3)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 families");
        assertThat(families.rotate(next(bobs(1)))).isTrue();
        small.revoked().revoke(grant(2), NOW);
        assertThat(families.find(id(2))).isEmpty();
        assertThat(families.start(bobs(3))).isTrue();
    }

    @Test
    void fullStoreRefusesToUseValuesUntilItIsSwept() {
        var used = small.used();
        used.claim(CORP, "a", NOW);
        used.claim(CORP, "b", NOW);

        assertThatThrownBy(() -> used.claim(CORP, "c", NOW))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 values");
        assertThat(used.claim(CORP, "a", NOW)).isFalse();
        used.sweep(NOW.plusSeconds(1), 1);
        assertThat(used.claim(CORP, "c", NOW)).isTrue();
    }

    @Test
    void fullStoreRefusesNoticesUntilItIsSwept() {
        var notices = small.notices();
        notices.add(List.of(LogoutNoticesContract.notice(1), LogoutNoticesContract.notice(2)));

        assertThatThrownBy(() -> notices.add(List.of(LogoutNoticesContract.notice(3))))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 notices");
        notices.add(List.of(LogoutNoticesContract.notice(1)));
        var leased = notices.lease(LogoutNoticesContract.LEASED, LogoutNoticesContract.LEASED.plusSeconds(1), 1)
                .getFirst();
        notices.remove(leased);
        notices.add(List.of(LogoutNoticesContract.notice(3)));
        assertThat(notices.count().waiting()).isEqualTo(2);
    }

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesHoldersButNotTheirChanges() {
        var factors = small.factors();
        factors.replace(TestFactors.everything(TestFactors.ALICE));
        factors.replace(TestFactors.everything(TestFactors.BOB));

        assertThatThrownBy(() -> factors.replace(TestFactors.everything(TestFactors.ALICE_ELSEWHERE)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 end-users");
        assertThat(factors.replace(TestFactors.changed(TestFactors.everything(TestFactors.ALICE))))
                .isTrue();
    }

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesSessionsButLetsThoseThereAreGoOn() {
        var sessions = small.sessions();
        sessions.start(TestSessions.bobs(1));
        sessions.start(TestSessions.bobs(2));

        assertThatThrownBy(() -> sessions.start(TestSessions.bobs(3)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 sessions");
        assertThat(sessions.replace(TestSessions.next(TestSessions.bobs(1)))).isTrue();
        sessions.end(TestSessions.id(2));
        sessions.start(TestSessions.bobs(3));
        assertThat(sessions.find(TestSessions.id(3))).isPresent();
    }

    @Test
    @Tag("SEC-L9")
    void fullStoreRefusesConsentsUntilItIsSwept() {
        var consents = small.consents();
        consents.give(ConsentsContract.ALICE, ConsentsContract.SHOP, Scopes.of(Scope.EMAIL, Scope.GROUPS), NOW);

        assertThatThrownBy(
                        () -> consents.give(ConsentsContract.BOB, ConsentsContract.SHOP, Scopes.of(Scope.EMAIL), NOW))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("2 consents");
        consents.give(ConsentsContract.ALICE, ConsentsContract.SHOP, Scopes.of(Scope.EMAIL), NOW);
        consents.sweep(NOW.plusSeconds(1), 1);
        consents.give(ConsentsContract.BOB, ConsentsContract.SHOP, Scopes.of(Scope.EMAIL), NOW);
    }
}
