package io.lintel.storage.jdbc;

import io.lintel.authorization.PushedRequest;
import io.lintel.authorization.PushedRequests;
import io.lintel.authorization.RequestUri;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Digest;
import io.lintel.secret.Sealer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class JdbcPushedRequests implements PushedRequests {

    private static final String TABLE = "pushed_requests";
    private static final int VERSION = 1;

    private static final String ADD = """
            INSERT INTO pushed_requests (hash, client_id, expires_at, sealed)
            SELECT ?, ?, ?, ?
            WHERE (SELECT COUNT(*) FROM pushed_requests WHERE client_id = ? AND expires_at > ?) < ?""";
    private static final String TAKE =
            "DELETE FROM pushed_requests WHERE hash = ? AND client_id = ? RETURNING expires_at, sealed";

    private final Database database;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcPushedRequests(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect().sweep(TABLE, "hash", "expires_at < ?", "expires_at");
    }

    @Override
    public boolean add(RequestUri uri, PushedRequest request, int most, Instant now) {
        var hash = Digest.sha256(uri.value());
        var client = request.client().value();
        var content = sealed.seal(key(hash), write(request.parameters()));
        return database.write(session -> session.change(
                        ADD, hash, client, Micros.of(request.expiresAt()), content, client, Micros.of(now), (long) most)
                == 1);
    }

    @Override
    public Optional<PushedRequest> take(RequestUri uri, ClientId client) {
        var hash = Digest.sha256(uri.value());
        return database.write(session -> session.find(TAKE, TakenRow::read, hash, client.value()))
                .map(row -> row.toRequest(hash, client, sealed));
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static String key(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static String write(Map<String, String> parameters) {
        var texts = new ArrayList<String>();
        parameters.forEach((name, value) -> texts.addAll(List.of(name, value)));
        return Document.write(VERSION, json -> Document.writeTexts(json, "parameters", texts));
    }

    private static Map<String, String> read(String text) {
        var texts = Document.read(VERSION, text).texts("parameters");
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i + 1 < texts.size(); i += 2) {
            parameters.put(texts.get(i), texts.get(i + 1));
        }
        return parameters;
    }

    private record TakenRow(Instant expiresAt, String sealed) {

        static TakenRow read(Row row) throws SQLException {
            return new TakenRow(row.instant("expires_at"), row.text("sealed"));
        }

        PushedRequest toRequest(byte[] hash, ClientId client, SealedColumn column) {
            try {
                return new PushedRequest(client, JdbcPushedRequests.read(column.open(key(hash), sealed)), expiresAt);
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, key(hash), e);
            }
        }
    }
}
