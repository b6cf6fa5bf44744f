package io.lintel.connector.github;

import io.lintel.connector.support.Reply;
import io.lintel.connector.support.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How GitHub says that it was asked too often: 403 or 429, with the time to come back in one of two headers or none.
final class RateLimit {

    /// What GitHub asks of clients it told nothing else.
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    private static final int MOST_DIGITS = 11;

    private RateLimit() {}

    /// How long to wait; empty if the answer is none about a limit.
    static Optional<Duration> find(Reply reply, Clock clock) {
        if (reply.status() != 403 && reply.status() != 429) {
            return Optional.empty();
        }
        var told = RetryAfter.of(reply, clock);
        if (told.isPresent()) {
            return told;
        }
        if (reply.findHeader("X-RateLimit-Remaining").orElse("").equals("0")) {
            return Optional.of(reset(reply)
                    .map(until -> RetryAfter.waiting(until, reply, clock))
                    .orElse(UNTOLD));
        }
        return reply.status() == 429 || saysSo(reply) ? Optional.of(UNTOLD) : Optional.empty();
    }

    private static Optional<Instant> reset(Reply reply) {
        return reply.findHeader("X-RateLimit-Reset")
                .filter(value -> value.length() <= MOST_DIGITS && value.matches("[0-9]+"))
                .map(value -> Instant.ofEpochSecond(Long.parseLong(value)));
    }

    private static boolean saysSo(Reply reply) {
        var message = ApiAnswer.message(reply).toLowerCase(Locale.ROOT);
        return message.contains("rate limit") || message.contains("abuse") || message.contains("login attempts");
    }
}
