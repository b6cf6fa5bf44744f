package io.lintel.throttle;

import io.lintel.connector.ConnectorId;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import io.lintel.throttle.Attempts.Answer;
import io.lintel.throttle.Attempts.Answer.Begun;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// The throttle of the contracts, and who knocks.
final class TestThrottle {

    static final ConnectorId CORP = new ConnectorId("corp");
    static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.77");
    static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.1");
    static final Secret ALICE = Secret.of("alice's id");

    /// Three wrong passwords for an account from one network, six from all, twenty from one neighbourhood.
    static final ThrottlePolicy POLICY = new ThrottlePolicy(
            true,
            true,
            limit(3),
            limit(5),
            limit(6),
            limit(20),
            Duration.ofDays(30),
            limit(3),
            limit(3),
            limit(4),
            limit(3));

    static Limit limit(int burst) {
        return new Limit(burst, Duration.ofSeconds(1), Duration.ofSeconds(1_000));
    }

    static Throttle throttle(Attempts attempts, SettableClock clock) {
        var sealer = new Sealer(List.of(SealingKey.of(new byte[SealingKey.LENGTH])), new Entropy());
        return new Throttle(attempts, sealer, POLICY, clock);
    }

    /// How many of so many wrong attempts may be made at once.
    static int passed(Throttle throttle, Attempt attempt, int times) {
        var passed = 0;
        for (var i = 0; i < times; i++) {
            Answer answer = throttle.begin(attempt);
            passed += answer instanceof Begun ? 1 : 0;
        }
        return passed;
    }

    private TestThrottle() {}
}
