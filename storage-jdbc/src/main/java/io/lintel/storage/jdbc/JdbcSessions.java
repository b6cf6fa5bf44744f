package io.lintel.storage.jdbc;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Sealer;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import io.lintel.session.Sessions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class JdbcSessions implements Sessions {

    private static final String TABLE = "sessions";
    private static final String COLUMNS = "session_id, generation, created_at, content, sealed";

    private static final String START = """
            INSERT INTO sessions (session_id, owner, generation, created_at, expires_at, content, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = "SELECT " + COLUMNS + " FROM sessions WHERE session_id = ?";
    private static final String REPLACE = """
            UPDATE sessions SET generation = ?, expires_at = ?, content = ?, sealed = ?
            WHERE session_id = ? AND generation = ?""";
    private static final String END = "DELETE FROM sessions WHERE session_id = ? RETURNING " + COLUMNS;
    private static final String OF =
            "SELECT " + COLUMNS + " FROM sessions WHERE owner = ? ORDER BY created_at DESC LIMIT ?";

    private final Database database;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcSessions(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect().sweep(TABLE, "session_id", "expires_at < ?", "expires_at");
    }

    @Override
    public void start(Session session) {
        var id = session.id().value();
        var content = SessionDocument.write(session);
        var refreshState = sealRefreshState(session);
        database.write(db -> db.change(
                START,
                id,
                Owner.of(session.subject()),
                session.generation(),
                Micros.of(session.createdAt()),
                Micros.of(session.expiresAt()),
                content,
                refreshState));
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return isStorable(id)
                ? database.read(db -> db.find(FIND, SessionRow::read, id.value()))
                        .map(row -> row.toSession(sealed))
                : Optional.empty();
    }

    @Override
    public boolean replace(Session next) {
        var content = SessionDocument.write(next);
        var refreshState = sealRefreshState(next);
        return database.write(db -> db.change(
                        REPLACE,
                        next.generation(),
                        Micros.of(next.expiresAt()),
                        content,
                        refreshState,
                        next.id().value(),
                        next.generation() - 1)
                == 1);
    }

    @Override
    public Optional<Session> end(SessionId id) {
        return isStorable(id)
                ? database.write(db -> db.find(END, SessionRow::read, id.value()))
                        .map(row -> row.toSession(sealed))
                : Optional.empty();
    }

    @Override
    public List<Session> of(Subject user, int limit) {
        return database.read(db -> db.list(OF, SessionRow::read, Owner.of(user), limit)).stream()
                .flatMap(row -> row.ifReadable(sealed))
                .toList();
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(db -> db.change(sweep, before, limit, before));
    }

    private @Nullable String sealRefreshState(Session session) {
        return sealed.sealSecret(
                session.id().value(), session.authentication().identity().refreshState());
    }

    /// An id may come from a stranger: what a database cannot hold or would change is nobody's id.
    private static boolean isStorable(SessionId id) {
        return id.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private record SessionRow(
            String id,
            long generation,
            Instant createdAt,
            String content,
            @Nullable String refreshState) {

        static SessionRow read(Row row) throws SQLException {
            return new SessionRow(
                    row.text("session_id"),
                    row.number("generation"),
                    row.instant("created_at"),
                    row.text("content"),
                    row.findText("sealed"));
        }

        Session toSession(SealedColumn sealed) {
            try {
                return SessionDocument.read(id, generation, createdAt, content, sealed.openSecret(id, refreshState));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }

        /// One that cannot be read does not hide the others.
        Stream<Session> ifReadable(SealedColumn sealed) {
            try {
                return Stream.of(toSession(sealed));
            } catch (UnreadableRowException unreadable) {
                return Stream.empty();
            }
        }
    }
}
