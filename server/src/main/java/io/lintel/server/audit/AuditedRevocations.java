package io.lintel.server.audit;

import io.lintel.authorization.GrantId;
import io.lintel.token.RevokedGrants;
import java.time.Instant;

/// Says when a grant was taken back.
final class AuditedRevocations implements RevokedGrants {

    private final RevokedGrants revoked;
    private final Audit audit;

    AuditedRevocations(RevokedGrants revoked, Audit audit) {
        this.revoked = revoked;
        this.audit = audit;
    }

    @Override
    public void revoke(GrantId grant, Instant until) {
        revoked.revoke(grant, until);
        audit.record(new AuditEvent.GrantRevoked(grant));
    }

    @Override
    public boolean contains(GrantId grant) {
        return revoked.contains(grant);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        return revoked.sweep(expiredBefore, limit);
    }
}
