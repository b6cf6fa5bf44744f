package io.lintel.authorization;

import io.lintel.secret.Entropy;
import java.time.Clock;

/// Issues the code of a login that is complete.
public final class AuthorizationCodeIssuer {

    private final AuthorizationCodes codes;
    private final AuthorizationPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public AuthorizationCodeIssuer(AuthorizationCodes codes, AuthorizationPolicy policy, Entropy entropy, Clock clock) {
        this.codes = codes;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// @throws StaleLoginException if the login was completed before
    AuthorizationCode issue(AuthorizationRequest request, PendingAuthorization authorization) {
        var code = new AuthorizationCode(entropy.secret());
        var issued = new IssuedCode(
                authorization.id(),
                GrantId.random(entropy),
                request.client(),
                request.redirectUri(),
                request.access(),
                request.codeChallenge(),
                authorization.requireLogin(),
                clock.instant().plus(policy.codeLifetime()));
        if (!codes.add(code, issued)) {
            throw StaleLoginException.finished(authorization.id());
        }
        return code;
    }
}
