package io.lintel.token;

import io.lintel.authorization.GrantId;
import java.time.Clock;

/// Takes back what came of a grant.
public final class GrantRevocation {

    private final RevokedGrants revoked;
    private final TokenPolicy policy;
    private final Clock clock;

    public GrantRevocation(RevokedGrants revoked, TokenPolicy policy, Clock clock) {
        this.revoked = revoked;
        this.policy = policy;
        this.clock = clock;
    }

    /// Ends the refresh family of a grant and makes its access tokens worthless here.
    public void revoke(GrantId grant) {
        revoked.revoke(grant, clock.instant().plus(policy.tokenLifetime()));
    }

    boolean isRevoked(GrantId grant) {
        return revoked.contains(grant);
    }
}
