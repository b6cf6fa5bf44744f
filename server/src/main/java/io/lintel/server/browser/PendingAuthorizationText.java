package io.lintel.server.browser;

import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a pending authorization as sealed text, and reads it again. What a login found out is not written: it may be
/// large, and is kept on the server.
final class PendingAuthorizationText {

    /// Changes with the form, so that a replica of another release opens nothing it would misread.
    private static final String PURPOSE = "pending authorization 1 ";

    private final Sealer sealer;

    PendingAuthorizationText(Sealer sealer) {
        this.sealer = sealer;
    }

    String write(PendingAuthorization authorization) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            writeRequest(out, authorization.request());
            out.writeUTF(authorization.linkKey().reveal());
            out.writeLong(authorization.expiresAt().toEpochMilli());
            var departure = authorization.departure();
            writeOptional(out, departure == null ? null : departure.connector().value());
            out.writeUTF(departure == null ? "" : departure.remembered().reveal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealer.seal(PURPOSE + authorization.id(), bytes.toByteArray());
    }

    /// Empty if the text was not written by this installation for that login.
    Optional<PendingAuthorization> read(LoginId id, String text) {
        return sealer.open(PURPOSE + id, text).map(bytes -> {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                var request = readRequest(in);
                var linkKey = Secret.of(in.readUTF());
                var expiresAt = Instant.ofEpochMilli(in.readLong());
                var connector = readOptional(in);
                var remembered = Secret.of(in.readUTF());
                var departure = connector == null
                        ? null
                        : new PendingAuthorization.Departed(new ConnectorId(connector), remembered);
                return new PendingAuthorization(id, request, linkKey, expiresAt, departure, null);
            } catch (IOException e) {
                throw new UncheckedIOException("sealed by us and yet unreadable", e);
            }
        });
    }

    private static void writeRequest(DataOutputStream out, AuthorizationRequest request) throws IOException {
        out.writeUTF(request.client().value());
        out.writeUTF(request.redirectUri().value());
        out.writeByte(mask(request.responseTypes()));
        out.writeByte(request.responseMode().ordinal());
        out.writeUTF(request.scopes().toString());
        writeOptional(out, request.state());
        writeOptional(out, request.nonce());
        var challenge = request.codeChallenge();
        writeOptional(out, challenge == null ? null : challenge.value());
        out.writeByte(challenge == null ? 0 : challenge.method().ordinal());
        out.writeByte(mask(request.prompts()));
        var maxAge = request.maxAge();
        out.writeLong(maxAge == null ? -1 : maxAge.toSeconds());
        var connector = request.connector();
        writeOptional(out, connector == null ? null : connector.value());
        writeOptional(out, request.loginHint());
        writeOptional(out, request.locales());
    }

    private static AuthorizationRequest readRequest(DataInputStream in) throws IOException {
        var client = new ClientId(in.readUTF());
        var redirectUri = new RedirectUri(in.readUTF());
        var responseTypes = set(ResponseType.class, in.readByte());
        var responseMode = ResponseMode.values()[in.readByte()];
        var scopes = Scopes.parse(in.readUTF());
        var state = readOptional(in);
        var nonce = readOptional(in);
        var challenge = readOptional(in);
        var method = CodeChallengeMethod.values()[in.readByte()];
        var prompts = set(Prompt.class, in.readByte());
        var maxAge = in.readLong();
        var connector = readOptional(in);
        var loginHint = readOptional(in);
        var locales = readOptional(in);
        return new AuthorizationRequest(
                client,
                redirectUri,
                responseTypes,
                responseMode,
                scopes,
                state,
                nonce,
                challenge == null ? null : new CodeChallenge(method, challenge),
                prompts,
                maxAge < 0 ? null : Duration.ofSeconds(maxAge),
                connector == null ? null : new ConnectorId(connector),
                loginHint,
                locales);
    }

    private static int mask(Set<? extends Enum<?>> values) {
        var mask = 0;
        for (var value : values) {
            mask |= 1 << value.ordinal();
        }
        return mask;
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, int mask) {
        var set = EnumSet.noneOf(type);
        for (var value : type.getEnumConstants()) {
            if ((mask & 1 << value.ordinal()) != 0) {
                set.add(value);
            }
        }
        return set;
    }

    private static void writeOptional(DataOutputStream out, @Nullable String value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeUTF(value);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
