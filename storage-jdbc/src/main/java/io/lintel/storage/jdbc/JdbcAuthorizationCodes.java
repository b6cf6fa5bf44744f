package io.lintel.storage.jdbc;

import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes;
import io.lintel.authorization.CodeBinding;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.IssuedCode;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Digest;
import io.lintel.secret.Sealer;
import io.lintel.storage.jdbc.Dialect.Taking;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class JdbcAuthorizationCodes implements AuthorizationCodes {

    private static final String TABLE = "authorization_codes";
    private static final int VERSION = 1;

    private static final String ADD = """
            INSERT INTO authorization_codes (hash, login_id, grant_id, expires_at, binding, content, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String FIND = "SELECT login_id, expires_at, binding FROM authorization_codes WHERE hash = ?";
    private static final String FIND_REDEEMED =
            "SELECT grant_id, redeemed_at FROM authorization_codes WHERE hash = ? AND redeemed_at IS NOT NULL";
    private static final Taking REDEEM =
            new Taking(TABLE, "hash", "redeemed_at", "hash, login_id, grant_id, expires_at, binding, content, sealed");

    private final Database database;
    private final SealedColumn sealed;
    private final String sweep;

    JdbcAuthorizationCodes(Database database, Sealer sealer) {
        this.database = database;
        this.sealed = new SealedColumn(sealer, TABLE);
        this.sweep = database.dialect().sweep(TABLE, "hash", "expires_at < ?", "expires_at");
    }

    @Override
    public boolean add(AuthorizationCode code, IssuedCode issued) {
        var login = issued.login().value();
        var hash = hash(code);
        var binding = writeBinding(issued);
        var content = writeContent(issued);
        var refreshState =
                sealed.sealSecret(login, issued.authentication().identity().refreshState());
        return database.write(session -> session.change(
                        ADD,
                        hash,
                        login,
                        issued.grant().value(),
                        Micros.of(issued.expiresAt()),
                        binding,
                        content,
                        refreshState)
                == 1);
    }

    @Override
    public Optional<CodeBinding> find(AuthorizationCode code) {
        var hash = hash(code);
        return database.read(session -> session.find(FIND, BindingRow::read, hash))
                .map(BindingRow::toBinding);
    }

    @Override
    public Redemption redeem(AuthorizationCode code, Instant now) {
        var hash = hash(code);
        return database.write(session -> {
                    var taken = database.dialect().take(session, REDEEM, hash, Micros.of(now), TakenRow::read);
                    if (taken.isPresent()) {
                        return taken.get();
                    }
                    return session.find(FIND_REDEEMED, AnsweredRow::again, hash).orElseGet(AnsweredRow::unknown);
                })
                .answer(sealed);
    }

    @Override
    public int sweep(Instant expiredBefore, int limit) {
        var before = Micros.of(expiredBefore);
        return database.write(session -> session.change(sweep, before, limit, before));
    }

    private static byte[] hash(AuthorizationCode code) {
        return Digest.sha256(code.value());
    }

    private static String writeBinding(IssuedCode issued) {
        return Document.write(VERSION, json -> {
            json.writeStringProperty("client", issued.client().value());
            json.writeStringProperty("redirect_uri", issued.redirectUri().value());
            RequestDocument.writeChallenge(json, issued.codeChallenge());
        });
    }

    private static String writeContent(IssuedCode issued) {
        return Document.write(VERSION, json -> {
            AccessDocument.write(json, issued.access());
            AuthenticationDocument.write(json, "authenticated_at", issued.authentication());
        });
    }

    private record BindingRow(String login, Instant expiresAt, String binding) {

        static BindingRow read(Row row) throws SQLException {
            return new BindingRow(row.text("login_id"), row.instant("expires_at"), row.text("binding"));
        }

        CodeBinding toBinding() {
            try {
                var document = Document.read(VERSION, binding);
                return new CodeBinding(
                        new LoginId(login),
                        new ClientId(document.text("client")),
                        new RedirectUri(document.text("redirect_uri")),
                        RequestDocument.challenge(document),
                        expiresAt);
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, login, e);
            }
        }
    }

    /// What a redemption found. Documents are read and opened by the thread that asked, not by the writer.
    private interface RedeemedRow {
        Redemption answer(SealedColumn sealed);
    }

    private record AnsweredRow(Redemption answer) implements RedeemedRow {

        static RedeemedRow again(Row row) throws SQLException {
            return new AnsweredRow(
                    new Redemption.Again(new GrantId(row.number("grant_id")), row.instant("redeemed_at")));
        }

        static RedeemedRow unknown() {
            return new AnsweredRow(new Redemption.Unknown());
        }

        @Override
        public Redemption answer(SealedColumn sealed) {
            return answer;
        }
    }

    private record TakenRow(
            BindingRow binding,
            long grant,
            String content,
            @Nullable String refreshState) implements RedeemedRow {

        static RedeemedRow read(Row row) throws SQLException {
            return new TakenRow(
                    BindingRow.read(row), row.number("grant_id"), row.text("content"), row.findText("sealed"));
        }

        @Override
        public Redemption answer(SealedColumn sealed) {
            var bound = binding.toBinding();
            try {
                var document = Document.read(VERSION, content);
                var secret = sealed.openSecret(binding.login(), refreshState);
                return new Redemption.First(new IssuedCode(
                        new LoginId(binding.login()),
                        new GrantId(grant),
                        bound.client(),
                        bound.redirectUri(),
                        AccessDocument.read(document),
                        bound.codeChallenge(),
                        AuthenticationDocument.read(document, "authenticated_at", secret),
                        bound.expiresAt()));
            } catch (IllegalArgumentException e) {
                throw UnreadableRowException.of(TABLE, binding.login(), e);
            }
        }
    }
}
