package io.lintel.token;

import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.FakeAuthorizationCodes;

final class StorageFaultsTest implements StorageFaultsContract {

    private final FakeAuthorizationCodes codes = new FakeAuthorizationCodes();
    private final FakeGrants grants = new FakeGrants();

    @Override
    public AuthorizationCodes codes() {
        return codes;
    }

    @Override
    public RefreshFamilies families() {
        return grants;
    }

    @Override
    public RevokedGrants revoked() {
        return grants.revoked();
    }
}
