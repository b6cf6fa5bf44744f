package io.lintel.throttle;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Sealer;
import io.lintel.throttle.Attempt.Mark;
import io.lintel.throttle.Attempts.Answer;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Counter.AfterSuccess;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says whether somebody may guess now.
///
/// ```java
/// switch (throttle.begin(throttle.password(connector, username, address))) {
///     case Begun begun -> … judge, and then throttle.succeed(begun), throttle.withdraw(begun) or nothing …
///     case Wait wait -> … the answer to a wrong one …
/// }
/// ```
public final class Throttle {

    private static final String PURPOSE = "throttle";

    private final Attempts attempts;
    private final Sealer sealer;
    private final ThrottlePolicy policy;
    private final Clock clock;

    public Throttle(Attempts attempts, Sealer sealer, ThrottlePolicy policy, Clock clock) {
        this.attempts = attempts;
        this.sealer = sealer;
        this.policy = policy;
        this.clock = clock;
    }

    /// Counted by account and network; by account, and by network, where that account was not logged in to lately
    /// from that network. What strangers do elsewhere keeps nobody out who has logged in from where they are.
    ///
    /// @param account as it was typed
    public Attempt password(ConnectorId connector, String account, InetAddress from) {
        if (!policy.guardsPasswords()) {
            return new Attempt("password", List.of(), null);
        }
        var name = AccountName.canonical(account);
        var household = Neighbourhood.household(from);
        var mark = key(Slots.MARKS, connector.value(), name, household);
        return new Attempt(
                "password",
                List.of(
                        counter(
                                key(Slots.ACCOUNT, connector.value(), name, household),
                                policy.account(),
                                policy.familiarAccount(),
                                AfterSuccess.STARTS_AGAIN),
                        shared(key(Slots.ACCOUNT_EVERYWHERE, connector.value(), name), policy.accountEverywhere()),
                        shared(key(Slots.NETWORK, Neighbourhood.street(from)), policy.network())),
                new Mark(mark.slot(), mark.tag(), policy.familiarity()));
    }

    /// Counted by client and network.
    public Attempt clientSecret(ClientId client, InetAddress from) {
        if (!policy.guardsClientSecrets()) {
            return new Attempt("client_secret", List.of(), null);
        }
        var key = key(Slots.CLIENT, client.value(), Neighbourhood.household(from));
        return new Attempt("client_secret", List.of(own(key, policy.clientSecret())), null);
    }

    /// Counted by network, and all together.
    public Attempt userCode(InetAddress from) {
        return new Attempt(
                "user_code",
                List.of(
                        shared(key(Slots.USER_CODE, Neighbourhood.household(from)), policy.userCodesOfNetwork()),
                        shared(key(Slots.USER_CODE, "all"), policy.userCodes())),
                null);
    }

    /// Counted by end-user: only whoever knows the password comes as far as this.
    public Attempt oneTimeCode(ConnectorId connector, String userId) {
        var key = key(Slots.ONE_TIME_CODE, connector.value(), userId);
        return new Attempt("one_time_code", List.of(own(key, policy.oneTimeCode())), null);
    }

    /// Decides and counts, in one step.
    public Answer begin(Attempt attempt) {
        return attempt.counters().isEmpty() ? new Begun(attempt, List.of()) : attempts.begin(attempt, clock.instant());
    }

    /// Decides and counts nothing: for whoever has shown the right secret where wrong ones alone are counted.
    public Answer look(Attempt attempt) {
        return attempt.counters().isEmpty() ? new Begun(attempt, List.of()) : attempts.look(attempt, clock.instant());
    }

    /// It was right.
    public void succeed(Begun begun) {
        if (!begun.attempt().counters().isEmpty()) {
            attempts.succeed(begun, clock.instant());
        }
    }

    /// It was not judged.
    public void withdraw(Begun begun) {
        if (!begun.counted().isEmpty()) {
            attempts.withdraw(begun);
        }
    }

    private static Counter own(Key key, Limit limit) {
        return counter(key, limit, limit, AfterSuccess.STARTS_AGAIN);
    }

    private static Counter shared(Key key, Limit limit) {
        return counter(key, limit, null, AfterSuccess.TAKES_BACK);
    }

    private static Counter counter(Key key, Limit limit, @Nullable Limit whereFamiliar, AfterSuccess after) {
        return new Counter(key.slot(), key.tag(), limit, whereFamiliar, after);
    }

    private Key key(Slots slots, String... parts) {
        var mac = ByteBuffer.wrap(sealer.mac(PURPOSE + " " + slots, parts));
        return new Key(slots.slot(mac.getLong()), mac.getLong());
    }

    private record Key(long slot, long tag) {}

    /// The slots of one kind. Their numbers are in the tables of installations and stay.
    private enum Slots {
        ACCOUNT(1, 1 << 16),
        ACCOUNT_EVERYWHERE(2, 1 << 16),
        NETWORK(3, 1 << 16),
        MARKS(4, 1 << 17),
        CLIENT(5, 1 << 16),
        USER_CODE(6, 1 << 14),
        ONE_TIME_CODE(7, 1 << 16);

        private final int number;
        private final int size;

        Slots(int number, int size) {
            this.number = number;
            this.size = size;
        }

        long slot(long random) {
            return ((long) number << 32) + Math.floorMod(random, size);
        }
    }
}
