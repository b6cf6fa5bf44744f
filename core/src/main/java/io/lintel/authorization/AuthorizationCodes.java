package io.lintel.authorization;

import java.time.Instant;
import java.util.Optional;

/// Where codes wait for their client. Codes are stored hashed.
public interface AuthorizationCodes {

    /// Stores a code.
    ///
    /// @return false, and nothing is stored, if there is or was a code of the same [IssuedCode#login()] that
    ///     has not been swept: a login is completed once
    boolean add(AuthorizationCode code, IssuedCode issued);

    /// What a code is bound to, whether it was redeemed or not. An expired code may be found or not.
    Optional<CodeBinding> find(AuthorizationCode code);

    /// Takes the code out, after which only its binding and what [Redemption.Again] tells are kept. Of any
    /// number of concurrent callers, on any number of replicas, exactly one is answered [Redemption.First].
    Redemption redeem(AuthorizationCode code, Instant now);

    /// Removes at most `limit` codes that expired before `expiredBefore`, redeemed or not.
    ///
    /// @return how many were removed
    int sweep(Instant expiredBefore, int limit);

    /// The answer to [#redeem].
    sealed interface Redemption {
        /// The caller has redeemed the code.
        record First(IssuedCode issued) implements Redemption {}

        /// Somebody has redeemed the code before (RFC 6749, section 4.1.2: what it gave should be revoked).
        ///
        /// @param grant names what it gave
        record Again(GrantId grant, Instant redeemedAt) implements Redemption {}

        /// There is no such code, or it was swept.
        record Unknown() implements Redemption {}
    }
}
