package io.lintel.logout;

import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.logout.LogoutNotices.Leased;
import io.lintel.logout.LogoutReceivers.Answer;
import io.lintel.secret.Entropy;
import io.lintel.signing.Signer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Delivers notices: at least once, by one replica at a time, again and again with longer and longer pauses, and
/// for no longer than a day.
public final class LogoutDelivery {

    /// Longer than any attempt takes.
    static final Duration LEASE = Duration.ofMinutes(1);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final int MOST_DOUBLINGS = 20;

    private final LogoutNotices notices;
    private final Clients clients;
    private final LogoutReceivers receivers;
    private final LogoutTokens tokens;
    private final Clock clock;

    public LogoutDelivery(
            LogoutNotices notices,
            Clients clients,
            LogoutReceivers receivers,
            Signer signer,
            Subjects subjects,
            LogoutPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.notices = notices;
        this.clients = clients;
        this.receivers = receivers;
        this.tokens = new LogoutTokens(signer, subjects, policy, entropy, clock);
        this.clock = clock;
    }

    /// What became of an attempt.
    public sealed interface Outcome {

        /// As a word of a log or a label.
        String word();

        record Delivered() implements Outcome {
            @Override
            public String word() {
                return "delivered";
            }
        }

        /// The client is gone, or wants to be told nothing any more.
        record Unwanted() implements Outcome {
            @Override
            public String word() {
                return "unwanted";
            }
        }

        /// There will be another attempt.
        record Postponed(String detail) implements Outcome {
            @Override
            public String word() {
                return "postponed";
            }
        }

        /// There will be none.
        record GivenUp(String detail) implements Outcome {
            @Override
            public String word() {
                return "given_up";
            }
        }

        /// It took so long that another replica has taken over.
        record Lost() implements Outcome {
            @Override
            public String word() {
                return "lost";
            }
        }
    }

    /// At most so many notices that are due. Each must be given to [#deliver] soon.
    public List<Leased> lease(int limit) {
        var now = clock.instant();
        return notices.lease(now, now.plus(LEASE), limit);
    }

    /// Makes one attempt.
    public Outcome deliver(Leased leased) {
        var client = clients.find(leased.notice().client()).orElse(null);
        var address = client == null ? null : client.logout().backchannel();
        if (client == null || address == null) {
            return or(notices.remove(leased), new Outcome.Unwanted());
        }
        var token = tokens.mint(leased.notice(), client);
        return switch (receivers.send(address, client.registration().provenance(), token)) {
            case Answer.Accepted accepted -> or(notices.remove(leased), new Outcome.Delivered());
            case Answer.Refused refused -> giveUp(leased, "the client answered " + refused.status());
            case Answer.Unreachable unreachable -> postpone(leased, unreachable.detail());
        };
    }

    private Outcome postpone(Leased leased, String detail) {
        var due = clock.instant().plus(pause(leased.attempt()));
        return due.isAfter(leased.notice().endedAt().plus(PATIENCE))
                ? giveUp(leased, detail)
                : or(notices.postpone(leased, due), new Outcome.Postponed(detail));
    }

    private Outcome giveUp(Leased leased, String detail) {
        return or(notices.giveUp(leased, clock.instant()), new Outcome.GivenUp(detail));
    }

    private static Outcome or(boolean isOurs, Outcome outcome) {
        return isOurs ? outcome : new Outcome.Lost();
    }

    /// 5, 10, 20 … seconds, and 15 minutes at most.
    private static Duration pause(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
