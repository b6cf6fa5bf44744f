package io.lintel.logout;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.Signer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// Makes logout tokens (OpenID Connect Back-Channel Logout, section 2.4).
final class LogoutTokens {

    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /// What section 2.4 recommends at most.
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final Signer signer;
    private final LogoutPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    LogoutTokens(Signer signer, LogoutPolicy policy, Entropy entropy, Clock clock) {
        this.signer = signer;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// A new token for each attempt: a client that refuses what it has seen before must not take an attempt whose
    /// answer was lost for a replay.
    Secret mint(LogoutNotice notice) {
        var now = clock.instant();
        var claims = JwtClaims.builder()
                .add("iss", policy.issuer().value())
                .add("sub", notice.subject().encode())
                .add("aud", notice.client().value())
                .add("iat", now)
                .add("exp", now.plus(LIFETIME))
                .add("jti", entropy.identifier())
                .add("sid", notice.session().value())
                .add("events", Map.of(EVENT, Map.of()))
                .build();
        return Secret.of(signer.sign(claims, policy.tokenType()));
    }
}
