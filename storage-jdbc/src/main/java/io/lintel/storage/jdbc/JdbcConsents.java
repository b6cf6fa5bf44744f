package io.lintel.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.lintel.authorization.Consents;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.StringFields;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

final class JdbcConsents implements Consents {

    private static final String TABLE = "consents";
    private static final String GIVE = """
            INSERT INTO consents (hash, owner, client_id, scope, given_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET given_at = excluded.given_at""";
    private static final String GIVEN =
            "SELECT client_id, scope, given_at FROM consents WHERE owner = ? AND given_at >= ? AND client_id = ?";
    private static final String OF =
            "SELECT client_id, scope, given_at FROM consents WHERE owner = ? AND given_at >= ? ORDER BY client_id, scope";
    private static final String WITHDRAW = "DELETE FROM consents WHERE owner = ? AND client_id = ?";

    private final Database database;
    private final String sweep;

    JdbcConsents(Database database) {
        this.database = database;
        this.sweep = database.dialect().sweep(TABLE, "hash", "given_at < ?", "given_at");
    }

    @Override
    public void give(Subject user, ClientId client, Scopes scopes, Instant at) {
        var owner = Owner.of(user);
        database.write(session -> {
            for (var scope : scopes.values()) {
                session.change(GIVE, hash(user, client, scope), owner, client.value(), scope.value(), Micros.of(at));
            }
            return true;
        });
    }

    @Override
    public Scopes given(Subject user, ClientId client, Instant since) {
        var rows = database.read(
                session -> session.list(GIVEN, ConsentRow::read, Owner.of(user), Micros.of(since), client.value()));
        return scopes(rows);
    }

    @Override
    public List<Given> of(Subject user, Instant since) {
        var rows = database.read(session -> session.list(OF, ConsentRow::read, Owner.of(user), Micros.of(since)));
        var byClient = rows.stream().collect(groupingBy(ConsentRow::client, LinkedHashMap::new, toList()));
        return byClient.entrySet().stream()
                .map(entry -> new Given(entry.getKey(), scopes(entry.getValue()), newest(entry.getValue())))
                .toList();
    }

    @Override
    public void withdraw(Subject user, ClientId client) {
        database.write(session -> session.change(WITHDRAW, Owner.of(user), client.value()));
    }

    @Override
    public int sweep(Instant givenBefore, int limit) {
        var before = Micros.of(givenBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static byte[] hash(Subject user, ClientId client, Scope scope) {
        return Digest.sha256(StringFields.encode(user.encode(), client.value(), scope.value())
                .getBytes(UTF_8));
    }

    private static Scopes scopes(List<ConsentRow> rows) {
        return new Scopes(rows.stream().map(ConsentRow::scope).toList());
    }

    private static Instant newest(List<ConsentRow> rows) {
        return rows.stream().map(ConsentRow::at).max(Instant::compareTo).orElseThrow();
    }

    private record ConsentRow(ClientId client, Scope scope, Instant at) {

        static ConsentRow read(Row row) throws SQLException {
            return new ConsentRow(
                    new ClientId(row.text("client_id")), new Scope(row.text("scope")), row.instant("given_at"));
        }
    }
}
