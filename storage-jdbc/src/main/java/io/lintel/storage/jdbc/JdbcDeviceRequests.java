package io.lintel.storage.jdbc;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.GrantId;
import io.lintel.device.DeviceCode;
import io.lintel.device.DeviceRequest;
import io.lintel.device.DeviceRequests;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Digest;
import io.lintel.secret.Sealer;
import io.lintel.storage.jdbc.Dialect.Taking;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The column `decision` says what the end-user has answered: nothing, yes or no.
final class JdbcDeviceRequests implements DeviceRequests {

    private static final String TABLE = "device_requests";
    private static final int VERSION = 1;

    private static final int NOTHING = 0;
    private static final int YES = 1;
    private static final int NO = 2;

    private static final String START = """
            INSERT INTO device_requests
                (device_code, request_id, user_code, client_id, expires_at, binding, poll_interval)
            SELECT ?, ?, ?, ?, ?, ?, ?
            WHERE (SELECT COUNT(*) FROM device_requests WHERE decision = 0 AND expires_at > ?) < ?
                AND (SELECT COUNT(*) FROM device_requests WHERE client_id = ? AND decision = 0 AND expires_at > ?) < ?
            ON CONFLICT DO NOTHING""";
    private static final String IS_IN_USE =
            "SELECT 1 FROM device_requests WHERE user_code = ? OR device_code = ? OR request_id = ?";
    private static final String FIND = "SELECT request_id, client_id, expires_at, binding FROM device_requests WHERE ";
    private static final String FIND_BY_DEVICE_CODE = FIND + "device_code = ?";
    private static final String UNANSWERED = " AND decision = 0 AND expires_at > ?";
    private static final String FIND_BY_USER_CODE = FIND + "user_code = ?" + UNANSWERED;
    private static final String FIND_BY_ID = FIND + "request_id = ?" + UNANSWERED;
    private static final String APPROVE = """
            UPDATE device_requests SET decision = 1, grant_id = ?, content = ?, sealed = ?
            WHERE request_id = ? AND decision = 0""";
    private static final String DENY = "UPDATE device_requests SET decision = 2 WHERE request_id = ? AND decision = 0";
    private static final Taking FETCH =
            new Taking(TABLE, "device_code", "fetched_at", "device_code, request_id, grant_id, content, sealed");
    private static final String COUNT_POLL = """
            UPDATE device_requests SET
                too_soon = CASE WHEN ? < polled_at + poll_interval THEN 1 ELSE 0 END,
                poll_interval = CASE WHEN ? < polled_at + poll_interval THEN poll_interval + ? ELSE poll_interval END,
                polled_at = ?
            WHERE device_code = ? AND decision = 0
            RETURNING too_soon""";
    private static final String FIND_ANSWER =
            "SELECT decision, grant_id, fetched_at FROM device_requests WHERE device_code = ?";

    private final Database database;
    private final Sealer sealer;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcDeviceRequests(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect().sweep(TABLE, "device_code", "expires_at < ?", "expires_at");
    }

    @Override
    public Start start(
            DeviceRequest request,
            DeviceCode deviceCode,
            UserCode userCode,
            Duration interval,
            Capacity capacity,
            Instant now) {
        var device = hash(deviceCode);
        var user = mac(userCode);
        var id = request.id().value();
        var client = request.client().value();
        var at = Micros.of(now);
        var binding = writeBinding(request);
        return database.write(session -> {
            var started = session.change(
                    START,
                    device,
                    id,
                    user,
                    client,
                    Micros.of(request.expiresAt()),
                    binding,
                    micros(interval),
                    at,
                    (long) capacity.inAll(),
                    client,
                    at,
                    (long) capacity.ofClient());
            if (started == 1) {
                return Start.STARTED;
            }
            return session.find(IS_IN_USE, row -> Start.CODE_IN_USE, user, device, id)
                    .orElse(Start.FULL);
        });
    }

    @Override
    public Optional<DeviceRequest> findUnanswered(UserCode userCode, Instant now) {
        var user = mac(userCode);
        return find(FIND_BY_USER_CODE, user, Micros.of(now));
    }

    @Override
    public Optional<DeviceRequest> findUnanswered(DeviceRequestId id, Instant now) {
        return find(FIND_BY_ID, id.value(), Micros.of(now));
    }

    @Override
    public Optional<DeviceRequest> find(DeviceCode deviceCode) {
        return find(FIND_BY_DEVICE_CODE, (Object) hash(deviceCode));
    }

    private Optional<DeviceRequest> find(String sql, Object... parameters) {
        return database.read(session -> session.find(sql, RequestRow::read, parameters))
                .map(RequestRow::toRequest);
    }

    @Override
    public boolean approve(DeviceRequestId request, ApprovedDevice approved) {
        var id = request.value();
        var content = writeContent(approved);
        var refreshState =
                sealed.sealSecret(id, approved.authentication().identity().refreshState());
        return database.write(
                session -> session.change(APPROVE, approved.grant().value(), content, refreshState, id) == 1);
    }

    @Override
    public boolean deny(DeviceRequestId request) {
        return database.write(session -> session.change(DENY, request.value()) == 1);
    }

    @Override
    public Poll poll(DeviceCode deviceCode, Instant now) {
        var device = hash(deviceCode);
        var at = Micros.of(now);
        return database.write(session -> {
                    var taken = database.dialect().take(session, FETCH, device, at, FetchedRow::read);
                    if (taken.isPresent()) {
                        return taken.get();
                    }
                    var counted = session.find(COUNT_POLL, AnswerRow::counted, at, at, micros(SLOWER), at, device);
                    return counted.isPresent()
                            ? counted.get()
                            : session.find(FIND_ANSWER, AnswerRow::answered, device)
                                    .orElseGet(AnswerRow::unknown);
                })
                .answer(sealed);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static byte[] hash(DeviceCode code) {
        return Digest.sha256(code.value());
    }

    /// There are so few user codes that a hash of one would tell which it is.
    private byte[] mac(UserCode code) {
        return sealer.mac("storage:device_requests.user_code", code.value().reveal());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static String writeBinding(DeviceRequest request) {
        return Document.write(VERSION, json -> {
            AccessDocument.write(json, request.access());
            RequestDocument.writeChallenge(json, request.codeChallenge());
        });
    }

    private static String writeContent(ApprovedDevice approved) {
        return Document.write(VERSION, json -> {
            AccessDocument.write(json, approved.access());
            AuthenticationDocument.write(json, "authenticated_at", approved.authentication());
        });
    }

    private record RequestRow(String id, String client, Instant expiresAt, String binding) {

        static RequestRow read(Row row) throws SQLException {
            return new RequestRow(
                    row.text("request_id"), row.text("client_id"), row.instant("expires_at"), row.text("binding"));
        }

        DeviceRequest toRequest() {
            try {
                var document = Document.read(VERSION, binding);
                return new DeviceRequest(
                        new DeviceRequestId(id),
                        new ClientId(client),
                        AccessDocument.read(document),
                        RequestDocument.challenge(document),
                        expiresAt);
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }
    }

    /// What a poll found. Documents are read and opened by the thread that asked, not by the writer.
    private interface PolledRow {
        Poll answer(SealedColumn sealed);
    }

    private record AnswerRow(Poll answer) implements PolledRow {

        static PolledRow counted(Row row) throws SQLException {
            return new AnswerRow(row.number("too_soon") == 1 ? new Poll.TooSoon() : new Poll.Pending());
        }

        /// A yes that nobody has fetched came this moment: the device will ask again.
        static PolledRow answered(Row row) throws SQLException {
            return switch ((int) row.number("decision")) {
                case NO -> new AnswerRow(new Poll.Denied());
                case YES ->
                    new AnswerRow(
                            row.findText("fetched_at") == null
                                    ? new Poll.Pending()
                                    : new Poll.Again(new GrantId(row.number("grant_id")), row.instant("fetched_at")));
                case NOTHING -> new AnswerRow(new Poll.Pending());
                default -> throw new SQLException("column decision holds a number of a later release");
            };
        }

        static PolledRow unknown() {
            return new AnswerRow(new Poll.Unknown());
        }

        @Override
        public Poll answer(SealedColumn sealed) {
            return answer;
        }
    }

    private record FetchedRow(
            String id, long grant, String content, @Nullable String refreshState) implements PolledRow {

        static PolledRow read(Row row) throws SQLException {
            return new FetchedRow(
                    row.text("request_id"), row.number("grant_id"), row.text("content"), row.findText("sealed"));
        }

        @Override
        public Poll answer(SealedColumn sealed) {
            try {
                var document = Document.read(VERSION, content);
                var secret = sealed.openSecret(id, refreshState);
                return new Poll.First(new ApprovedDevice(
                        new GrantId(grant),
                        AccessDocument.read(document),
                        AuthenticationDocument.read(document, "authenticated_at", secret)));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, id, e);
            }
        }
    }
}
