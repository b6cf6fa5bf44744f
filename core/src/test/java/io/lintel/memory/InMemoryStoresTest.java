package io.lintel.memory;

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
import io.lintel.logout.LogoutNotices;
import io.lintel.logout.LogoutNoticesContract;
import io.lintel.secret.SealingKeys;
import io.lintel.secret.SealingKeysContract;
import io.lintel.session.Sessions;
import io.lintel.session.SessionsContract;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.SigningKeysContract;
import io.lintel.throttle.AccountAttemptsContract;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.AttemptsContract;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamiliesContract;
import io.lintel.token.RevokedGrants;
import io.lintel.token.RevokedGrantsContract;
import io.lintel.token.StorageFaultsContract;
import org.junit.jupiter.api.Nested;

/// All contracts.
final class InMemoryStoresTest {

    private final InMemoryStores stores = new InMemoryStores();

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
