package io.lintel.storage.jdbc;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.AuthorizationCodesContract;
import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.ParkedAuthorizationsContract;
import io.lintel.secret.SealingKeys;
import io.lintel.secret.SealingKeysContract;
import io.lintel.signing.SigningKeys;
import io.lintel.signing.SigningKeysContract;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamiliesContract;
import io.lintel.token.RevokedGrants;
import io.lintel.token.RevokedGrantsContract;
import org.junit.jupiter.api.Nested;

/// All contracts, for a database that two replicas have open.
abstract class StoreContracts {

    /// The database as the first replica has it open, empty at the start of each test.
    abstract JdbcStorage first();

    /// The same database as another replica has it open.
    abstract JdbcStorage second();

    private Stores firstStores() {
        return first().stores(TestSealer.SEALER);
    }

    private Stores secondStores() {
        return second().stores(TestSealer.SEALER);
    }

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
}
