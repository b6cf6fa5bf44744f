package io.lintel.token;

import org.junit.jupiter.api.Nested;

final class FakeGrantsTest implements RevokedGrantsContract {

    private final FakeGrants grants = new FakeGrants();

    @Override
    public RevokedGrants revoked() {
        return grants.revoked();
    }

    @Override
    public RefreshFamilies families() {
        return grants;
    }

    @Override
    public RevokedGrants revokedOfReplica() {
        return grants.revoked();
    }

    @Override
    public RefreshFamilies familiesOfReplica() {
        return grants;
    }

    @Nested
    final class Families implements RefreshFamiliesContract {

        @Override
        public RefreshFamilies families() {
            return grants;
        }

        @Override
        public RefreshFamilies replica() {
            return grants;
        }
    }
}
