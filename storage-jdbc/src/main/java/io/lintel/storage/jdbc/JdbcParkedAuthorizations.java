package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeText;

import io.lintel.authorization.ParkedAuthorizations;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.PendingAuthorization.Departed;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.storage.jdbc.Dialect.Taking;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class JdbcParkedAuthorizations implements ParkedAuthorizations {

    private static final String TABLE = "parked_authorizations";
    private static final int VERSION = 1;

    private static final String PARK = """
            INSERT INTO parked_authorizations (login_id, expires_at, content, sealed)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String FIND = """
            SELECT login_id, expires_at, content, sealed FROM parked_authorizations
            WHERE login_id = ? AND content IS NOT NULL""";
    private static final Taking TAKE = new Taking(TABLE, "login_id", "taken", "login_id, expires_at, content, sealed");

    private final Database database;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcParkedAuthorizations(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect().sweep(TABLE, "login_id", "expires_at < ?", "expires_at");
    }

    @Override
    public boolean park(PendingAuthorization authorization) {
        var id = authorization.id().value();
        var content = writeContent(authorization);
        var secrets = sealed.seal(id, writeSecrets(authorization));
        return database.write(
                session -> session.change(PARK, id, Micros.of(authorization.expiresAt()), content, secrets) == 1);
    }

    @Override
    public Optional<PendingAuthorization> find(LoginId id) {
        return database.read(session -> session.find(FIND, ParkedRow::read, id.value()))
                .map(row -> row.toAuthorization(sealed));
    }

    @Override
    public Optional<PendingAuthorization> take(LoginId id) {
        return database.write(session -> database.dialect().take(session, TAKE, id.value(), 1, ParkedRow::read))
                .map(row -> row.toAuthorization(sealed));
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static String writeContent(PendingAuthorization authorization) {
        return Document.write(VERSION, json -> {
            RequestDocument.write(json, "request", authorization.request());
            var departure = authorization.departure();
            if (departure != null) {
                json.writeStringProperty("departed_by", departure.connector().value());
            }
            var login = authorization.login();
            if (login != null) {
                json.writeObjectPropertyStart("login");
                AuthenticationDocument.write(json, "at", login);
                json.writeEndObject();
            }
        });
    }

    private static String writeSecrets(PendingAuthorization authorization) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("link_key", authorization.linkKey().reveal());
            RequestDocument.writeSecrets(json, authorization.request());
            var departure = authorization.departure();
            writeText(
                    json,
                    "remembered",
                    departure == null ? null : departure.remembered().reveal());
            var login = authorization.login();
            var refreshState = login == null ? null : login.identity().refreshState();
            writeText(json, "refresh_state", refreshState == null ? null : refreshState.reveal());
        });
    }

    private record ParkedRow(String id, Instant expiresAt, String content, String secrets) {

        static ParkedRow read(Row row) throws SQLException {
            return new ParkedRow(
                    row.text("login_id"), row.instant("expires_at"), row.text("content"), row.text("sealed"));
        }

        PendingAuthorization toAuthorization(SealedColumn sealed) {
            try {
                var document = Document.read(VERSION, content);
                var opened = Document.read(VERSION, sealed.open(id, secrets));
                return new PendingAuthorization(
                        new LoginId(id),
                        RequestDocument.read(document.document("request"), opened),
                        Secret.of(opened.text("link_key")),
                        expiresAt,
                        departure(document, opened),
                        login(document.findDocument("login"), opened));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }

        private static @Nullable Departed departure(Document document, Document opened) {
            var connector = document.findText("departed_by");
            return connector == null
                    ? null
                    : new Departed(new ConnectorId(connector), Secret.of(opened.text("remembered")));
        }

        private static @Nullable Authentication login(@Nullable Document login, Document opened) {
            if (login == null) {
                return null;
            }
            var refreshState = opened.findText("refresh_state");
            return AuthenticationDocument.read(login, "at", refreshState == null ? null : Secret.of(refreshState));
        }
    }
}
