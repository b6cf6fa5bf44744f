package io.lintel.token;

import io.lintel.authorization.GrantId;
import java.time.Clock;
import java.time.Duration;

/// Takes back what came of a grant.
public final class GrantRevocation {

    /// A token may be minted while its grant is revoked, by a replica whose clock is ahead: a revocation is
    /// remembered for so much longer than a token of now lives.
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);

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
        revoked.revoke(
                grant, clock.instant().plus(policy.longestTokenLifetime()).plus(AFTERWARDS));
    }

    /// Revokes a grant of which a code or a refresh token was copied, unless the operator lets copies change nothing.
    ///
    /// @return what became of it, for the log
    String revokeCopied(GrantId grant) {
        return switch (policy.copies()) {
            case END_THE_GRANT -> {
                revoke(grant);
                yield "what it gave is revoked";
            }
            case CHANGE_NOTHING -> "what it gave lives on";
        };
    }

    boolean isRevoked(GrantId grant) {
        return revoked.contains(grant);
    }
}
