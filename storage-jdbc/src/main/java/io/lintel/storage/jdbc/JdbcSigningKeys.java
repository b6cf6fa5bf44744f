package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;

import io.lintel.secret.Secret;
import io.lintel.signing.KeyId;
import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningKey;
import io.lintel.signing.SigningKeys;
import java.sql.SQLException;
import java.util.Base64;

/// All keys are one row, so that replacing them is one statement.
final class JdbcSigningKeys implements SigningKeys {

    private static final String TABLE = "signing_key_rings";
    private static final int VERSION = 1;

    private static final String LOAD = "SELECT version, content FROM signing_key_rings WHERE id = 1";
    private static final String FIRST =
            "INSERT INTO signing_key_rings (id, version, content) VALUES (1, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REPLACE =
            "UPDATE signing_key_rings SET version = ?, content = ? WHERE id = 1 AND version = ?";

    private final Database database;

    JdbcSigningKeys(Database database) {
        this.database = database;
    }

    @Override
    public KeyRing load() {
        return database.read(session -> session.find(LOAD, RingRow::read))
                .map(RingRow::toRing)
                .orElseGet(KeyRing::empty);
    }

    @Override
    public boolean replace(KeyRing expected, KeyRing next) {
        var content = write(next);
        var before = expected.version();
        return database.write(session -> before == KeyRing.empty().version()
                        ? session.change(FIRST, next.version(), content)
                        : session.change(REPLACE, next.version(), content, before))
                == 1;
    }

    private static String write(KeyRing ring) {
        return Document.write(VERSION, json -> {
            json.writeArrayPropertyStart("keys");
            for (var key : ring.keys()) {
                json.writeStartObject();
                json.writeStringProperty("kid", key.id().value());
                json.writeStringProperty("alg", key.algorithm().jwaName());
                json.writeStringProperty(
                        "public",
                        Base64.getEncoder().encodeToString(key.publicKey().getEncoded()));
                json.writeStringProperty("private", key.privateKey().reveal());
                writeInstant(json, "published_at", key.publishedAt());
                writeInstant(json, "active_from", key.activeFrom());
                writeInstant(json, "retired_at", key.retiredAt());
                writeInstant(json, "expires_at", key.expiresAt());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static SigningKey read(Document key) {
        var algorithm = Document.known("algorithm", SigningAlgorithm.find(key.text("alg")));
        return new SigningKey(
                new KeyId(key.text("kid")),
                algorithm,
                algorithm.parsePublicKey(Base64.getDecoder().decode(key.text("public"))),
                Secret.of(key.text("private")),
                key.instant("published_at"),
                key.instant("active_from"),
                key.findInstant("retired_at"),
                key.instant("expires_at"));
    }

    private record RingRow(long version, String content) {

        static RingRow read(Row row) throws SQLException {
            return new RingRow(row.number("version"), row.text("content"));
        }

        KeyRing toRing() {
            try {
                return new KeyRing(
                        version,
                        Document.read(VERSION, content).documents("keys").stream()
                                .map(JdbcSigningKeys::read)
                                .toList());
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, version, e);
            }
        }
    }
}
