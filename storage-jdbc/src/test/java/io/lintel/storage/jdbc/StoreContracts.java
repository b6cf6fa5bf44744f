package io.lintel.storage.jdbc;

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

/// All contracts, for a database that two replicas have open.
abstract class StoreContracts implements TwoReplicas {

    @Nested
    final class Codes implements AuthorizationCodesContract {
        @Override
        public AuthorizationCodes codes() {
            return firstStores().codes();
        }

        @Override
        public AuthorizationCodes replica() {
            return secondStores().codes();
        }
    }

    @Nested
    final class Parked implements ParkedAuthorizationsContract {
        @Override
        public ParkedAuthorizations parked() {
            return firstStores().parked();
        }

        @Override
        public ParkedAuthorizations replica() {
            return secondStores().parked();
        }
    }

    @Nested
    final class Families implements RefreshFamiliesContract {
        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RefreshFamilies replica() {
            return secondStores().families();
        }
    }

    @Nested
    final class Revoked implements RevokedGrantsContract {
        @Override
        public RevokedGrants revoked() {
            return firstStores().revoked();
        }

        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RevokedGrants revokedOfReplica() {
            return secondStores().revoked();
        }

        @Override
        public RefreshFamilies familiesOfReplica() {
            return secondStores().families();
        }
    }

    @Nested
    final class Faults implements StorageFaultsContract {
        @Override
        public AuthorizationCodes codes() {
            return firstStores().codes();
        }

        @Override
        public RefreshFamilies families() {
            return firstStores().families();
        }

        @Override
        public RevokedGrants revoked() {
            return firstStores().revoked();
        }
    }

    @Nested
    final class BrowserSessions implements SessionsContract {
        @Override
        public Sessions sessions() {
            return firstStores().sessions();
        }

        @Override
        public Sessions replica() {
            return secondStores().sessions();
        }
    }

    @Nested
    final class GivenConsents implements ConsentsContract {
        @Override
        public Consents consents() {
            return firstStores().consents();
        }

        @Override
        public Consents replica() {
            return secondStores().consents();
        }
    }

    @Nested
    final class Used implements UsedValuesContract {
        @Override
        public UsedValues used() {
            return firstStores().used();
        }

        @Override
        public UsedValues replica() {
            return secondStores().used();
        }
    }

    @Nested
    final class Devices implements DeviceRequestsContract {
        @Override
        public DeviceRequests requests() {
            return firstStores().devices();
        }

        @Override
        public DeviceRequests replica() {
            return secondStores().devices();
        }
    }

    @Nested
    final class Factors implements FactorHoldersContract {
        @Override
        public FactorHolders holders() {
            return firstStores().factors();
        }

        @Override
        public FactorHolders replica() {
            return secondStores().factors();
        }
    }

    @Nested
    final class Throttling implements AttemptsContract, AccountAttemptsContract {
        @Override
        public Attempts attempts() {
            return firstStores().attempts();
        }

        @Override
        public Attempts replica() {
            return secondStores().attempts();
        }
    }

    @Nested
    final class Pushed implements PushedRequestsContract {
        @Override
        public PushedRequests pushed() {
            return firstStores().pushed();
        }

        @Override
        public PushedRequests replica() {
            return secondStores().pushed();
        }
    }

    @Nested
    final class Notices implements LogoutNoticesContract {
        @Override
        public LogoutNotices notices() {
            return firstStores().notices();
        }

        @Override
        public LogoutNotices replica() {
            return secondStores().notices();
        }
    }

    @Nested
    final class Sealing implements SealingKeysContract {
        @Override
        public SealingKeys sealingKeys() {
            return first().sealingKeys();
        }

        @Override
        public SealingKeys replica() {
            return second().sealingKeys();
        }
    }

    @Nested
    final class Salts implements SubjectSaltsContract {
        @Override
        public SubjectSalts salts() {
            return first().subjectSalts();
        }

        @Override
        public SubjectSalts replica() {
            return second().subjectSalts();
        }
    }

    @Nested
    final class Signing implements SigningKeysContract {
        @Override
        public SigningKeys signingKeys() {
            return first().signingKeys();
        }

        @Override
        public SigningKeys reopened() {
            return second().signingKeys();
        }
    }

    @Nested
    final class Registered implements RegisteredClientsContract {
        @Override
        public RegisteredClients clients() {
            return firstStores().clients();
        }

        @Override
        public RegisteredClients replica() {
            return secondStores().clients();
        }
    }
}
