package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.writeInstant;

import io.lintel.authorization.GrantId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Sealer;
import io.lintel.token.RefreshFamilies;
import io.lintel.token.RefreshFamily;
import io.lintel.token.RefreshFamily.Superseded;
import io.lintel.token.RefreshFamilyId;
import io.lintel.token.TokenHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A family lives in the row of its grant.
final class JdbcRefreshFamilies implements RefreshFamilies {

    static final String TABLE = "grants";
    private static final int VERSION = 1;
    private static final long MICROS_PER_HOUR = Duration.ofHours(1).toNanos() / 1000;
    private static final int LONGEST_ID = 200;

    private static final String START = """
            INSERT INTO grants (grant_id, family_id, generation, last_used_at, last_used_hour, content, sealed, owner)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String COLUMNS = "grant_id, family_id, generation, last_used_at, content, sealed";
    private static final String FIND = "SELECT " + COLUMNS + " FROM grants WHERE family_id = ?";

    /// A grant that an older release revoked still has its owner.
    private static final String OF = "SELECT " + COLUMNS
            + " FROM grants WHERE owner = ? AND family_id IS NOT NULL ORDER BY last_used_at DESC LIMIT ?";

    private static final String ROTATE = """
            UPDATE grants SET generation = ?, last_used_at = ?, last_used_hour = ?, content = ?, sealed = ?, owner = ?
            WHERE family_id = ? AND generation = ?""";
    private static final String END = "DELETE FROM grants WHERE family_id = ?";

    private final Database database;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcRefreshFamilies(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect()
                .sweep(TABLE, "grant_id", "last_used_hour <= ? AND last_used_at < ?", "last_used_hour");
    }

    @Override
    public boolean start(RefreshFamily family) {
        if (!isStorable(family.id())) {
            throw new IllegalArgumentException(
                    "a refresh family id has at most " + LONGEST_ID + " visible ASCII characters");
        }
        var id = family.id().value();
        var usedAt = Micros.of(family.lastUsedAt());
        var content = writeContent(family);
        var owner = Owner.of(family.authentication().subject());
        var refreshState = sealed.sealSecret(id, family.identity().refreshState());
        return database.write(session -> session.change(
                        START,
                        family.grant().value(),
                        id,
                        family.generation(),
                        usedAt,
                        hour(usedAt),
                        content,
                        refreshState,
                        owner)
                == 1);
    }

    @Override
    public Optional<RefreshFamily> find(RefreshFamilyId id) {
        if (!isStorable(id)) {
            return Optional.empty();
        }
        return database.read(session -> session.find(FIND, FamilyRow::read, id.value()))
                .map(row -> row.toFamily(sealed));
    }

    @Override
    public boolean rotate(RefreshFamily next) {
        var id = next.id().value();
        var usedAt = Micros.of(next.lastUsedAt());
        var content = writeContent(next);
        var owner = Owner.of(next.authentication().subject());
        var refreshState = sealed.sealSecret(id, next.identity().refreshState());
        return database.write(session -> session.change(
                        ROTATE,
                        next.generation(),
                        usedAt,
                        hour(usedAt),
                        content,
                        refreshState,
                        owner,
                        id,
                        next.generation() - 1)
                == 1);
    }

    @Override
    public void end(RefreshFamilyId id) {
        if (isStorable(id)) {
            database.write(session -> session.change(END, id.value()));
        }
    }

    @Override
    public List<RefreshFamily> of(Subject user, int limit) {
        return database.read(session -> session.list(OF, FamilyRow::read, Owner.of(user), limit)).stream()
                .flatMap(row -> row.ifReadable(sealed))
                .toList();
    }

    @Override
    public int sweep(Instant unusedSince, int limit) {
        var since = Micros.of(unusedSince);
        var hour = hour(since);
        return database.write(session -> session.change(sweep, hour, since, limit, hour, since));
    }

    /// An id may come from a stranger: what a database cannot hold or would change is nobody's id.
    private static boolean isStorable(RefreshFamilyId id) {
        return id.value().length() <= LONGEST_ID && id.value().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static long hour(long micros) {
        return Math.floorDiv(micros, MICROS_PER_HOUR);
    }

    private static String writeContent(RefreshFamily family) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("client", family.client().value());
            AccessDocument.write(json, family.access());
            AuthenticationDocument.write(json, "authenticated_at", family.authentication());
            writeInstant(json, "created_at", family.createdAt());
            writeHash(json, "current", family.current());
            var previous = family.previous();
            if (previous != null) {
                json.writeObjectPropertyStart("previous");
                writeHash(json, "hash", previous.hash());
                json.writeStringProperty("salt", previous.salt());
                writeInstant(json, "at", previous.at());
                json.writeEndObject();
            }
        });
    }

    private static void writeHash(JsonGenerator json, String name, TokenHash hash) {
        json.writeStringProperty(name, HexFormat.of().formatHex(hash.bytes()));
    }

    private static TokenHash hash(Document document, String name) {
        return TokenHash.ofBytes(HexFormat.of().parseHex(document.text(name)));
    }

    private record FamilyRow(
            long grant,
            String id,
            long generation,
            Instant lastUsedAt,
            String content,
            @Nullable String refreshState) {

        static FamilyRow read(Row row) throws SQLException {
            return new FamilyRow(
                    row.number("grant_id"),
                    row.text("family_id"),
                    row.number("generation"),
                    row.instant("last_used_at"),
                    row.text("content"),
                    row.findText("sealed"));
        }

        RefreshFamily toFamily(SealedColumn sealed) {
            try {
                var document = Document.read(VERSION, content);
                return new RefreshFamily(
                        new RefreshFamilyId(id),
                        new GrantId(grant),
                        new ClientId(document.text("client")),
                        AccessDocument.read(document),
                        AuthenticationDocument.read(document, "authenticated_at", sealed.openSecret(id, refreshState)),
                        document.instant("created_at"),
                        lastUsedAt,
                        generation,
                        hash(document, "current"),
                        previous(document.findDocument("previous")));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }

        /// One that cannot be read does not hide the others.
        Stream<RefreshFamily> ifReadable(SealedColumn sealed) {
            try {
                return Stream.of(toFamily(sealed));
            } catch (UnreadableRowException unreadable) {
                return Stream.empty();
            }
        }

        private static @Nullable Superseded previous(@Nullable Document document) {
            return document == null
                    ? null
                    : new Superseded(hash(document, "hash"), document.text("salt"), document.instant("at"));
        }
    }
}
