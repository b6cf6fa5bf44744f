package io.lintel.throttle;

import io.lintel.connector.ConnectorId;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import io.lintel.throttle.Attempt.Guess;
import io.lintel.throttle.Attempt.Mark;
import io.lintel.throttle.Attempts.Answer;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Counter.AfterSuccess;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says whether somebody may guess now.
///
/// ```java
/// switch (throttle.begin(throttle.password(connector, username, address))) {
///     case Begun begun -> … judge, and then throttle.succeed(…), throttle.fail(…) or throttle.withdraw(begun) …
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
    /// The account is what the connector calls it, once [#fail] or [#succeed] has said so under that name; until
    /// then, and for connectors that do not tell, the name is.
    ///
    /// @param name as it was typed
    public Attempt password(ConnectorId connector, String name, InetAddress from) {
        if (!policy.guardsPasswords()) {
            return new Attempt("password", List.of(), null);
        }
        var guess = new Guess(connector, Secret.of(AccountName.canonical(name)), from, null);
        return attempts.findAccount(alias(guess), clock.instant())
                .map(account -> password(guess.at(account)))
                .orElseGet(() -> password(guess));
    }

    private Attempt password(Guess guess) {
        var account = guess.account();
        var connector = guess.connector().value();
        // No canonical name begins with a blank.
        var counted = account == null ? guess.name().reveal() : " " + Long.toHexString(account);
        var household = Neighbourhood.household(guess.from());
        var mark = key(Slots.MARKS, connector, counted, household);
        return new Attempt(
                "password",
                List.of(
                        counter(
                                key(Slots.ACCOUNT, connector, counted, household),
                                policy.account(),
                                policy.familiarAccount(),
                                AfterSuccess.STARTS_AGAIN),
                        shared(key(Slots.ACCOUNT_EVERYWHERE, connector, counted), policy.accountEverywhere()),
                        shared(key(Slots.NETWORK, Neighbourhood.street(guess.from())), policy.network())),
                new Mark(mark.slot(), mark.tag(), policy.familiarity()),
                guess);
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

    /// A password was wrong. If it is known only now at whose, it counts there as well, and so do all later ones
    /// under that name: every name of an account waits from now on if one does.
    ///
    /// @param account as the connector calls it; null if it does not tell, or there is none
    public void fail(Begun begun, @Nullable Secret account) {
        learn(begun, account).ifPresent(there -> {
            var ofAccount = there.counters().subList(0, there.counters().size() - 1);
            attempts.begin(new Attempt(there.kind(), ofAccount, there.mark()), clock.instant());
        });
    }

    /// A password was right.
    ///
    /// @param account as the connector calls it
    public void succeed(Begun begun, Secret account) {
        succeed(begun);
        learn(begun, account).ifPresent(there -> {
            var own = List.of(there.counters().getFirst());
            attempts.succeed(new Begun(there, own), clock.instant());
        });
    }

    /// The attempt as one at the account, if it is known only now at which it was. A name that nobody has is an
    /// account of its own, so that it makes no less work.
    private Optional<Attempt> learn(Begun begun, @Nullable Secret account) {
        var guess = begun.attempt().guess();
        if (guess == null || (account == null && guess.account() != null)) {
            return Optional.empty();
        }
        var found = account == null ? digest(guess, "name", guess.name()) : digest(guess, "account", account);
        if (guess.account() != null && guess.account() == found) {
            return Optional.empty();
        }
        attempts.rememberAccount(alias(guess), found, clock.instant().plus(policy.familiarity()));
        return Optional.of(password(guess.at(found)));
    }

    private Alias alias(Guess guess) {
        var key = key(Slots.NAMES, guess.connector().value(), guess.name().reveal());
        return new Alias(key.slot(), key.tag());
    }

    private long digest(Guess guess, String what, Secret account) {
        var mac = sealer.mac(PURPOSE + " " + what, guess.connector().value(), account.reveal());
        return ByteBuffer.wrap(mac).getLong();
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
        ONE_TIME_CODE(7, 1 << 16),
        NAMES(8, 1 << 17);

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
