package io.lintel.storage.jdbc;

import io.lintel.logout.LogoutNotice;
import io.lintel.logout.LogoutNotices;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import io.lintel.session.SessionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class JdbcLogoutNotices implements LogoutNotices {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLogoutNotices.class);
    private static final String TABLE = "logout_notices";
    private static final int VERSION = 1;

    private static final String ROW = "(?, ?, ?, ?, 0, ?)";
    private static final String IS_DUE = "SELECT 1 FROM logout_notices WHERE due_at <= ? LIMIT 1";
    private static final String OURS = " WHERE session_id = ? AND client_id = ? AND attempt = ? AND due_at IS NOT NULL";
    private static final String REMOVE = "DELETE FROM logout_notices" + OURS;
    private static final String POSTPONE = "UPDATE logout_notices SET due_at = ?" + OURS;
    private static final String GIVE_UP = "UPDATE logout_notices SET due_at = NULL, given_up_at = ?" + OURS;
    private static final String COUNT = """
            SELECT COUNT(due_at) AS waiting, COUNT(given_up_at) AS given_up FROM logout_notices""";

    private final Database database;
    private final String lease;
    private final String sweep;

    JdbcLogoutNotices(Database database) {
        this.database = database;
        this.lease = """
                WITH due AS MATERIALIZED (
                    SELECT session_id, client_id FROM logout_notices WHERE due_at <= ? ORDER BY due_at LIMIT ?%s)
                UPDATE logout_notices SET due_at = ?, attempt = attempt + 1
                WHERE (session_id, client_id) IN (SELECT session_id, client_id FROM due)
                RETURNING session_id, client_id, ended_at, attempt, content""".formatted(database.dialect().lockForSweep());
        this.sweep = database.dialect()
                .sweep(TABLE, "(session_id, client_id)", "session_id, client_id", "given_up_at < ?", "given_up_at");
    }

    /// One statement, so that it is one transaction everywhere.
    @Override
    public void add(Collection<LogoutNotice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        var parameters = new ArrayList<Object>();
        for (var notice : notices) {
            var endedAt = Micros.of(notice.endedAt());
            parameters.add(notice.session().value());
            parameters.add(notice.client().value());
            parameters.add(endedAt);
            parameters.add(endedAt);
            parameters.add(writeContent(notice));
        }
        var sql = "INSERT INTO logout_notices (session_id, client_id, ended_at, due_at, attempt, content) VALUES "
                + String.join(", ", Collections.nCopies(notices.size(), ROW)) + " ON CONFLICT DO NOTHING";
        database.write(session -> session.change(sql, parameters.toArray()));
    }

    @Override
    public List<Leased> lease(Instant now, Instant until, int limit) {
        var due = Micros.of(now);
        if (database.read(session -> session.find(IS_DUE, row -> true, due)).isEmpty()) {
            return List.of();
        }
        return database.write(session -> session.list(lease, NoticeRow::read, due, limit, Micros.of(until))).stream()
                .flatMap(row -> row.find().stream())
                .toList();
    }

    @Override
    public boolean remove(Leased leased) {
        var notice = leased.notice();
        return database.write(session ->
                session.change(REMOVE, notice.session().value(), notice.client().value(), leased.attempt()) == 1);
    }

    @Override
    public boolean postpone(Leased leased, Instant due) {
        return change(POSTPONE, leased, due);
    }

    @Override
    public boolean giveUp(Leased leased, Instant at) {
        return change(GIVE_UP, leased, at);
    }

    private boolean change(String sql, Leased leased, Instant time) {
        var notice = leased.notice();
        return database.write(session -> session.change(
                        sql,
                        Micros.of(time),
                        notice.session().value(),
                        notice.client().value(),
                        leased.attempt())
                == 1);
    }

    @Override
    public Count count() {
        return database.read(
                        session -> session.find(COUNT, row -> new Count(row.number("waiting"), row.number("given_up"))))
                .orElseThrow();
    }

    @Override
    public int sweep(Instant givenUpBefore, int limit) {
        var before = Micros.of(givenUpBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static String writeContent(LogoutNotice notice) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("user", notice.subject().userId());
            json.writeStringProperty("connector", notice.subject().connectorId());
        });
    }

    private record NoticeRow(String session, String client, Instant endedAt, long attempt, String content) {

        static NoticeRow read(Row row) throws SQLException {
            return new NoticeRow(
                    row.text("session_id"),
                    row.text("client_id"),
                    row.instant("ended_at"),
                    row.number("attempt"),
                    row.text("content"));
        }

        /// Empty for a row that cannot be read: it must not keep the others from being delivered.
        List<Leased> find() {
            try {
                var document = Document.read(VERSION, content);
                var subject = new Subject(document.text("user"), document.text("connector"));
                var notice = new LogoutNotice(new SessionId(session), new ClientId(client), subject, endedAt);
                return List.of(new Leased(notice, Math.toIntExact(attempt)));
            } catch (IllegalArgumentException unreadable) {
                LOG.error(
                        "{}",
                        UnreadableRowException.of(TABLE, session, unreadable).getMessage());
                return List.of();
            }
        }
    }
}
