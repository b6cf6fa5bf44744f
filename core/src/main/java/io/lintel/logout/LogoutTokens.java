package io.lintel.logout;

import io.lintel.client.Client;
import io.lintel.client.Subjects;
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
    private final Subjects subjects;
    private final LogoutPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    LogoutTokens(Signer signer, Subjects subjects, LogoutPolicy policy, Entropy entropy, Clock clock) {
        this.signer = signer;
        this.subjects = subjects;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// Signed as the client's ID tokens are (section 2.6).
    ///
    /// A new token for each attempt: a client that refuses what it has seen before must not take an attempt whose
    /// answer was lost for a replay.
    Secret mint(LogoutNotice notice, Client client) {
        var now = clock.instant();
        var claims = JwtClaims.builder()
                .add("iss", policy.issuer().value())
                .add("sub", subjects.sub(client, notice.subject()))
                .add("aud", notice.client().value())
                .add("iat", now)
                .add("exp", now.plus(LIFETIME))
                .add("jti", entropy.identifier())
                .add("sid", notice.session().value())
                .add("events", Map.of(EVENT, Map.of()))
                .build();
        var wanted = client.tokens().idTokenAlgorithm();
        var key = wanted == null ? signer.pinned() : signer.pinned(wanted);
        return Secret.of(key.sign(claims, policy.tokenType()));
    }
}
