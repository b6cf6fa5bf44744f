package io.lintel.server.browser;

import io.lintel.authorization.Access;
import io.lintel.authorization.AskingDevice;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.PendingAuthorization;
import io.lintel.authorization.RequestableClaims;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.UserCode;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a pending authorization as sealed text, and reads it again. What a login found out is not written: it
/// may be large, and is kept on the server.
final class PendingAuthorizationText {

    /// Changes with the form, so that a replica of another release opens nothing it would misread.
    private static final String PURPOSE = "pending authorization 4 ";

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
        out.writeUTF(words(request.responseTypes(), ResponseType::value));
        out.writeUTF(request.responseMode().value());
        out.writeUTF(request.scopes().toString());
        writeOptional(out, request.state());
        writeOptional(out, request.access().nonce());
        out.writeUTF(request.access().resources().stream().map(Resource::value).collect(Collectors.joining(" ")));
        var claims = request.access().claims();
        writeOptional(out, claims.isEmpty() ? null : claims.text());
        var challenge = request.codeChallenge();
        writeOptional(out, challenge == null ? null : challenge.value());
        writeOptional(out, challenge == null ? null : challenge.method().value());
        out.writeUTF(words(request.prompts(), Prompt::value));
        var maxAge = request.maxAge();
        out.writeLong(maxAge == null ? -1 : maxAge.toSeconds());
        var connector = request.connector();
        writeOptional(out, connector == null ? null : connector.value());
        var loginHint = request.loginHint();
        writeOptional(out, loginHint == null ? null : loginHint.value());
        writeOptional(out, request.hinted());
        writeOptional(out, request.locales());
        writeDevice(out, request.device());
    }

    private static void writeDevice(DataOutputStream out, @Nullable AskingDevice device) throws IOException {
        out.writeBoolean(device != null);
        if (device != null) {
            out.writeUTF(device.request().value());
            out.writeUTF(device.userCode().value().reveal());
            out.writeLong(device.expiresAt().toEpochMilli());
        }
    }

    private static @Nullable AskingDevice readDevice(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new AskingDevice(
                        new DeviceRequestId(in.readUTF()),
                        new UserCode(Secret.of(in.readUTF())),
                        Instant.ofEpochMilli(in.readLong()))
                : null;
    }

    private static AuthorizationRequest readRequest(DataInputStream in) throws IOException {
        var client = new ClientId(in.readUTF());
        var redirectUri = new RedirectUri(in.readUTF());
        var responseTypes = set(in.readUTF(), ResponseType::find);
        var responseMode = ResponseMode.find(in.readUTF()).orElseThrow(() -> new IOException("unknown response mode"));
        var scopes = Scopes.parse(in.readUTF());
        var state = readOptional(in);
        var nonce = readOptional(in);
        var resources = resources(in.readUTF());
        var claims = readOptional(in);
        var challenge = readOptional(in);
        var method = readOptional(in);
        var prompts = set(in.readUTF(), Prompt::find);
        var maxAge = in.readLong();
        var connector = readOptional(in);
        var loginHint = LoginHint.find(readOptional(in)).orElse(null);
        var hinted = readOptional(in);
        var locales = readOptional(in);
        var device = readDevice(in);
        return new AuthorizationRequest(
                client,
                redirectUri,
                responseTypes,
                responseMode,
                new Access(
                        scopes,
                        nonce,
                        claims == null ? RequestedClaims.none() : RequestedClaims.parse(claims, RequestableClaims.ALL),
                        resources),
                state,
                challenge(challenge, method),
                prompts,
                maxAge < 0 ? null : Duration.ofSeconds(maxAge),
                connector == null ? null : new ConnectorId(connector),
                loginHint,
                hinted,
                locales,
                device);
    }

    /// A URI holds no space.
    private static List<Resource> resources(String text) {
        return Arrays.stream(text.split(" "))
                .filter(uri -> !uri.isEmpty())
                .map(Resource::new)
                .toList();
    }

    private static @Nullable CodeChallenge challenge(@Nullable String value, @Nullable String method)
            throws IOException {
        if (value == null || method == null) {
            return null;
        }
        return new CodeChallenge(
                CodeChallengeMethod.find(method).orElseThrow(() -> new IOException("unknown challenge method")), value);
    }

    private static <T> String words(Set<T> values, Function<T, String> word) {
        return values.stream().map(word).collect(Collectors.joining(" "));
    }

    private static <T> Set<T> set(String words, Function<String, Optional<T>> find) {
        return Arrays.stream(words.split(" "))
                .flatMap(word -> find.apply(word).stream())
                .collect(Collectors.toUnmodifiableSet());
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
