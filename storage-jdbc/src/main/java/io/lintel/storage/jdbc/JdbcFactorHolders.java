package io.lintel.storage.jdbc;

import io.lintel.factor.FactorHolder;
import io.lintel.factor.FactorHolders;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Sealer;
import java.sql.SQLException;
import java.util.Optional;

/// All that a holder has is one sealed text: which devices somebody owns is nobody's business either.
final class JdbcFactorHolders implements FactorHolders {

    private static final String TABLE = "second_factors";
    private static final String FIND = "SELECT subject, generation, sealed FROM second_factors WHERE subject = ?";
    private static final String INSERT =
            "INSERT INTO second_factors (subject, generation, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REPLACE =
            "UPDATE second_factors SET generation = ?, sealed = ? WHERE subject = ? AND generation = ?";
    private static final String REMOVE = "DELETE FROM second_factors WHERE subject = ?";

    private final Database database;
    private final SealedColumn sealed;

    JdbcFactorHolders(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
    }

    @Override
    public Optional<FactorHolder> find(Subject subject) {
        return database.read(session -> session.find(FIND, HolderRow::read, subject.encode()))
                .map(row -> row.toHolder(subject, sealed));
    }

    @Override
    public boolean replace(FactorHolder next) {
        var subject = next.subject().encode();
        var content = sealed.seal(subject, HolderDocument.write(next));
        return database.write(session -> next.generation() == 1
                ? session.change(INSERT, subject, next.generation(), content) == 1
                : session.change(REPLACE, next.generation(), content, subject, next.generation() - 1) == 1);
    }

    @Override
    public void remove(Subject subject) {
        database.write(session -> session.change(REMOVE, subject.encode()));
    }

    private record HolderRow(String subject, long generation, String content) {

        static HolderRow read(Row row) throws SQLException {
            return new HolderRow(row.text("subject"), row.number("generation"), row.text("sealed"));
        }

        FactorHolder toHolder(Subject holder, SealedColumn sealed) {
            try {
                return HolderDocument.read(holder, generation, sealed.open(subject, content));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, subject, e);
            }
        }
    }
}
