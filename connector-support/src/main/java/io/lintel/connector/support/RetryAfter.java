package io.lintel.connector.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long an upstream tells us to wait (RFC 9110, section 10.2.3).
public final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /// Empty if it does not say, or not in a way that is understood.
    public static Optional<Duration> of(Reply reply, Clock clock) {
        return reply.findHeader("Retry-After").map(String::strip).flatMap(value -> {
            if (!value.isEmpty()
                    && value.length() <= MOST_DIGITS
                    && value.chars().allMatch(RetryAfter::isDigit)) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            return date(value).map(until -> waiting(until, reply, clock));
        });
    }

    /// From the upstream's own time, if it tells it, until an instant it named.
    public static Duration waiting(Instant until, Reply reply, Clock clock) {
        var now = reply.findHeader("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
        var left = Duration.between(now, until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
