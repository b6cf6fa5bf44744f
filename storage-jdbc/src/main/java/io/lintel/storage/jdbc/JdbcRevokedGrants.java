package io.lintel.storage.jdbc;

import io.lintel.authorization.GrantId;
import io.lintel.token.RevokedGrants;
import java.time.Instant;

/// A revocation takes the place of the grant's family, and keeps it, so that none can start there.
final class JdbcRevokedGrants implements RevokedGrants {

    private static final String REVOKE = """
            INSERT INTO grants (grant_id, revoked_until) VALUES (?, ?)
            ON CONFLICT (grant_id) DO UPDATE SET
                revoked_until = CASE WHEN grants.revoked_until > excluded.revoked_until
                    THEN grants.revoked_until ELSE excluded.revoked_until END,
                family_id = NULL, generation = NULL, last_used_at = NULL, last_used_hour = NULL,
                content = NULL, sealed = NULL, owner = NULL""";
    private static final String CONTAINS = "SELECT 1 FROM grants WHERE grant_id = ? AND revoked_until IS NOT NULL";

    private final Database database;
    private final String sweep;

    JdbcRevokedGrants(Database database) {
        this.database = database;
        this.sweep =
                database.dialect().sweep(JdbcRefreshFamilies.TABLE, "grant_id", "revoked_until < ?", "revoked_until");
    }

    @Override
    public void revoke(GrantId grant, Instant until) {
        database.write(session -> session.change(REVOKE, grant.value(), Micros.of(until)));
    }

    @Override
    public boolean contains(GrantId grant) {
        return database.read(session -> session.find(CONTAINS, row -> true, grant.value()))
                .isPresent();
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }
}
