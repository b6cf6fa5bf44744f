package io.lintel.storage.jdbc;

import io.lintel.throttle.Alias;
import io.lintel.throttle.Attempt;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.Count;
import io.lintel.throttle.Counter;
import io.lintel.throttle.Counter.AfterSuccess;
import io.lintel.throttle.Limit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Each counter is asked and counted by one statement, whose rules are those of [Count].
final class JdbcAttempts implements Attempts {

    private static final String TABLE = "attempts";
    private static final String NAMES = "account_names";

    /// Parameters: slot, tag, then what `now` is, one pace later, and so on, in the order of [#count].
    private static final String COUNT = """
            INSERT INTO attempts (slot, tag, owed_until, last_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (slot) DO UPDATE SET
                tag = excluded.tag,
                owed_until = CASE
                    WHEN attempts.tag = excluded.tag
                        AND attempts.owed_until > excluded.last_at AND attempts.owed_until <= ?
                    THEN attempts.owed_until + ? ELSE excluded.owed_until END,
                last_at = excluded.last_at
            WHERE attempts.tag <> excluded.tag
                OR attempts.owed_until <= ?
                OR attempts.owed_until > ?
                OR attempts.last_at > ?
                OR attempts.last_at + CASE
                    WHEN (attempts.owed_until - excluded.last_at + ?) / ? - ? >= ? THEN ?
                    ELSE ? << CAST((attempts.owed_until - excluded.last_at + ?) / ? - ? AS INTEGER) END
                    <= excluded.last_at""";

    private static final String MARK = """
            INSERT INTO attempts (slot, tag, owed_until, last_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (slot) DO UPDATE SET
                tag = excluded.tag, owed_until = excluded.owed_until, last_at = excluded.last_at""";
    private static final String FIND = "SELECT tag, owed_until, last_at FROM attempts WHERE slot = ?";
    private static final String TAKE_BACK =
            "UPDATE attempts SET owed_until = owed_until - ? WHERE slot = ? AND tag = ?";
    private static final String START_AGAIN = "DELETE FROM attempts WHERE slot = ? AND tag = ?";

    private static final String FIND_ACCOUNT =
            "SELECT account FROM account_names WHERE slot = ? AND tag = ? AND expires_at > ?";
    private static final String REMEMBER_ACCOUNT = """
            INSERT INTO account_names (slot, tag, account, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (slot) DO UPDATE SET
                tag = excluded.tag, account = excluded.account, expires_at = excluded.expires_at""";

    private final Database database;
    private final String sweep;
    private final String sweepNames;

    JdbcAttempts(Database database) {
        this.database = database;
        this.sweep = database.dialect().sweep(TABLE, "slot", "owed_until < ?", "owed_until");
        this.sweepNames = database.dialect().sweep(NAMES, "slot", "expires_at < ?", "expires_at");
    }

    @Override
    public Answer begin(Attempt attempt, Instant now) {
        return database.write(session -> {
            var counted = new ArrayList<Counter>();
            for (var counter : attempt.counters(isFamiliar(session, attempt, now))) {
                if (!count(session, counter, now)) {
                    takeBack(session, counted);
                    return new Answer.Wait(waitUntil(session, counter, now).orElse(now));
                }
                counted.add(counter);
            }
            return new Answer.Begun(attempt, counted);
        });
    }

    @Override
    public Answer look(Attempt attempt, Instant now) {
        return database.read(session -> {
            for (var counter : attempt.counters(isFamiliar(session, attempt, now))) {
                var until = waitUntil(session, counter, now);
                if (until.isPresent()) {
                    return new Answer.Wait(until.get());
                }
            }
            return new Answer.Begun(attempt, List.of());
        });
    }

    @Override
    public void succeed(Answer.Begun begun, Instant now) {
        database.write(session -> {
            for (var counter : begun.counted()) {
                if (counter.afterSuccess() == AfterSuccess.STARTS_AGAIN) {
                    session.change(START_AGAIN, counter.slot(), counter.tag());
                } else {
                    takeBack(session, List.of(counter));
                }
            }
            var mark = begun.attempt().mark();
            return mark == null
                    ? 0
                    : session.change(MARK, mark.slot(), mark.tag(), Micros.of(now.plus(mark.memory())), Micros.of(now));
        });
    }

    @Override
    public void withdraw(Answer.Begun begun) {
        database.write(session -> takeBack(session, begun.counted()));
    }

    @Override
    public Optional<Long> findAccount(Alias alias, Instant now) {
        return database.read(session ->
                session.find(FIND_ACCOUNT, row -> row.number("account"), alias.slot(), alias.tag(), Micros.of(now)));
    }

    @Override
    public void rememberAccount(Alias alias, long account, Instant until) {
        database.write(
                session -> session.change(REMEMBER_ACCOUNT, alias.slot(), alias.tag(), account, Micros.of(until)));
    }

    @Override
    public int sweep(Instant now, int limit) {
        var before = Micros.of(now);
        return database.write(session -> {
            var swept = session.change(sweep, before, limit, before);
            return swept + session.change(sweepNames, before, limit - swept, before);
        });
    }

    private static boolean isFamiliar(Session session, Attempt attempt, Instant now) throws SQLException {
        var mark = attempt.mark();
        return mark != null
                && session.find(FIND, JdbcAttempts::read, mark.slot())
                        .filter(row ->
                                row.tag() == mark.tag() && row.owedUntil().isAfter(now))
                        .isPresent();
    }

    /// Whether it was counted: it must wait otherwise.
    private static boolean count(Session session, Counter counter, Instant now) throws SQLException {
        var limit = counter.limit();
        var at = Micros.of(now);
        var pace = micros(limit.pace());
        var most = at + micros(limit.most());
        return session.change(
                        COUNT,
                        counter.slot(),
                        counter.tag(),
                        at + pace,
                        at,
                        most,
                        pace,
                        at + pace * (limit.burst() - 1),
                        most,
                        at + pace,
                        pace - 1,
                        pace,
                        (long) limit.burst(),
                        (long) limit.doublings(),
                        pace,
                        micros(limit.first()),
                        pace - 1,
                        pace,
                        (long) limit.burst())
                == 1;
    }

    private static int takeBack(Session session, List<Counter> counted) throws SQLException {
        var changed = 0;
        for (var counter : counted) {
            changed += session.change(TAKE_BACK, pace(counter.limit()), counter.slot(), counter.tag());
        }
        return changed;
    }

    private static Optional<Instant> waitUntil(Session session, Counter counter, Instant now) throws SQLException {
        return session.find(FIND, JdbcAttempts::read, counter.slot()).flatMap(count -> count.waitUntil(counter, now));
    }

    private static Count read(Row row) throws SQLException {
        return new Count(row.number("tag"), row.instant("owed_until"), row.instant("last_at"));
    }

    private static long pace(Limit limit) {
        return micros(limit.pace());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
