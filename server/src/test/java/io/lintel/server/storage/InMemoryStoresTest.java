package io.lintel.server.storage;

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

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.AuthorizationCodesContract;
import io.lintel.authorization.Consents;
import io.lintel.authorization.ConsentsContract;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.ParkedAuthorizationsContract;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.PushedRequestsContract;
import io.lintel.authorization.UsedValues;
import io.lintel.authorization.UsedValuesContract;
import io.lintel.client.RegisteredClients;
import io.lintel.client.RegisteredClientsContract;
import io.lintel.client.SubjectSalts;
import io.lintel.client.SubjectSaltsContract;
import io.lintel.device.DeviceRequests;
import io.lintel.device.DeviceRequestsContract;
import io.lintel.factor.FactorHolders;
import io.lintel.factor.FactorHoldersContract;
import io.lintel.factor.TestFactors;
import io.lintel.logout.LogoutNotices;
import io.lintel.logout.LogoutNoticesContract;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.SealingKeys;
import io.lintel.secret.SealingKeysContract;
import io.lintel.session.Sessions;
import io.lintel.session.SessionsContract;
import io.lintel.session.TestSessions;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.SigningKeysContract;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.throttle.AccountAttemptsContract;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.AttemptsContract;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamiliesContract;
import io.lintel.token.RevokedGrants;
import io.lintel.token.RevokedGrantsContract;
import io.lintel.token.StorageFaultsContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class InMemoryStoresTest {

    private final InMemoryStores stores = new InMemoryStores();
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

    @Nested
    final class Factors implements FactorHoldersContract {
        @Override
        public FactorHolders holders() {
            return stores.factors();
        }

        @Override
        public FactorHolders replica() {
            return stores.factors();
        }
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

    @Nested
    final class BrowserSessions implements SessionsContract {
        @Override
        public Sessions sessions() {
            return stores.sessions();
        }

        @Override
        public Sessions replica() {
            return stores.sessions();
        }
    }

    @Nested
    final class GivenConsents implements ConsentsContract {
        @Override
        public Consents consents() {
            return stores.consents();
        }

        @Override
        public Consents replica() {
            return stores.consents();
        }
    }

    @Nested
    final class Faults implements StorageFaultsContract {
        @Override
        public AuthorizationCodes codes() {
            return stores.codes();
        }

        @Override
        public RefreshFamilies families() {
            return stores.families();
        }

        @Override
        public RevokedGrants revoked() {
            return stores.revoked();
        }
    }

    @Nested
    final class Codes implements AuthorizationCodesContract {
        @Override
        public AuthorizationCodes codes() {
            return stores.codes();
        }

        @Override
        public AuthorizationCodes replica() {
            return stores.codes();
        }
    }

    @Nested
    final class Parked implements ParkedAuthorizationsContract {
        @Override
        public ParkedAuthorizations parked() {
            return stores.parked();
        }

        @Override
        public ParkedAuthorizations replica() {
            return stores.parked();
        }
    }

    @Nested
    final class Families implements RefreshFamiliesContract {
        @Override
        public RefreshFamilies families() {
            return stores.families();
        }

        @Override
        public RefreshFamilies replica() {
            return stores.families();
        }
    }

    @Nested
    final class Revoked implements RevokedGrantsContract {
        @Override
        public RevokedGrants revoked() {
            return stores.revoked();
        }

        @Override
        public RefreshFamilies families() {
            return stores.families();
        }

        @Override
        public RevokedGrants revokedOfReplica() {
            return stores.revoked();
        }

        @Override
        public RefreshFamilies familiesOfReplica() {
            return stores.families();
        }
    }

    @Nested
    final class Used implements UsedValuesContract {
        @Override
        public UsedValues used() {
            return stores.used();
        }

        @Override
        public UsedValues replica() {
            return stores.used();
        }
    }

    @Nested
    final class Throttling implements AttemptsContract, AccountAttemptsContract {
        @Override
        public Attempts attempts() {
            return stores.attempts();
        }

        @Override
        public Attempts replica() {
            return stores.attempts();
        }
    }

    @Nested
    final class Pushed implements PushedRequestsContract {
        @Override
        public PushedRequests pushed() {
            return stores.pushed();
        }

        @Override
        public PushedRequests replica() {
            return stores.pushed();
        }
    }

    @Nested
    final class Devices implements DeviceRequestsContract {
        @Override
        public DeviceRequests requests() {
            return stores.devices();
        }

        @Override
        public DeviceRequests replica() {
            return stores.devices();
        }
    }

    @Nested
    final class Notices implements LogoutNoticesContract {
        @Override
        public LogoutNotices notices() {
            return stores.notices();
        }

        @Override
        public LogoutNotices replica() {
            return stores.notices();
        }
    }

    @Nested
    final class Sealing implements SealingKeysContract {
        @Override
        public SealingKeys sealingKeys() {
            return stores.sealingKeys();
        }

        @Override
        public SealingKeys replica() {
            return stores.sealingKeys();
        }
    }

    @Nested
    final class Salts implements SubjectSaltsContract {
        @Override
        public SubjectSalts salts() {
            return stores.subjectSalts();
        }

        @Override
        public SubjectSalts replica() {
            return stores.subjectSalts();
        }
    }

    @Nested
    final class Signing implements SigningKeysContract {
        @Override
        public SigningKeys signingKeys() {
            return stores.signingKeys();
        }
    }

    @Nested
    final class Registered implements RegisteredClientsContract {
        @Override
        public RegisteredClients clients() {
            return stores.clients();
        }

        @Override
        public RegisteredClients replica() {
            return stores.clients();
        }
    }
}
