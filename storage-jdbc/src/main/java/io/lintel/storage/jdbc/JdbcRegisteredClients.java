package io.lintel.storage.jdbc;

import io.lintel.client.RegisteredClient;
import io.lintel.client.RegisteredClients;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Sealer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class JdbcRegisteredClients implements RegisteredClients {

    private static final String TABLE = "registered_clients";
    private static final int VERSION = 1;
    private static final int LONGEST_ID = 200;

    private static final String ADD = """
            INSERT INTO registered_clients (client_id, registered_at, revision, content, sealed)
            SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM registered_clients) < ? ON CONFLICT DO NOTHING""";
    private static final String FIND = """
            SELECT client_id, registered_at, revision, content, sealed FROM registered_clients WHERE client_id = ?""";
    private static final String REPLACE = """
            UPDATE registered_clients SET revision = ?, content = ?, sealed = ?
            WHERE client_id = ? AND revision = ?""";
    private static final String REMOVE = "DELETE FROM registered_clients WHERE client_id = ?";

    private final Database database;
    private final SealedColumn sealed;

    JdbcRegisteredClients(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
    }

    @Override
    public boolean add(RegisteredClient client, int most) {
        var id = client.id().value();
        var content = writeContent(client);
        var secret = sealed.sealSecret(id, client.secret());
        return database.write(session -> session.change(
                        ADD, id, Micros.of(client.registeredAt()), client.revision(), content, secret, (long) most)
                == 1);
    }

    @Override
    public Optional<RegisteredClient> find(ClientId id) {
        if (!isStorable(id)) {
            return Optional.empty();
        }
        return database.read(session -> session.find(FIND, ClientRow::read, id.value()))
                .map(row -> row.toClient(sealed));
    }

    @Override
    public boolean replace(RegisteredClient next) {
        var id = next.id().value();
        var content = writeContent(next);
        var secret = sealed.sealSecret(id, next.secret());
        return database.write(
                session -> session.change(REPLACE, next.revision(), content, secret, id, next.revision() - 1) == 1);
    }

    @Override
    public boolean remove(ClientId id) {
        return isStorable(id) && database.write(session -> session.change(REMOVE, id.value()) == 1);
    }

    /// An id may come from a stranger: what a database cannot hold or would change is nobody's id.
    private static boolean isStorable(ClientId id) {
        return id.value().length() <= LONGEST_ID && id.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String writeContent(RegisteredClient client) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("metadata", client.metadata());
            json.writeStringProperty("access_token_hash", client.accessTokenHash());
        });
    }

    private record ClientRow(
            String id,
            Instant registeredAt,
            long revision,
            String content,
            @Nullable String secret) {

        static ClientRow read(Row row) throws SQLException {
            return new ClientRow(
                    row.text("client_id"),
                    row.instant("registered_at"),
                    row.number("revision"),
                    row.text("content"),
                    row.findText("sealed"));
        }

        RegisteredClient toClient(SealedColumn sealed) {
            try {
                var document = Document.read(VERSION, content);
                return new RegisteredClient(
                        new ClientId(id),
                        registeredAt,
                        document.text("metadata"),
                        sealed.openSecret(id, secret),
                        document.text("access_token_hash"),
                        revision);
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }
    }
}
