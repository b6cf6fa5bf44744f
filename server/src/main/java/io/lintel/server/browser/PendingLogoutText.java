package io.lintel.server.browser;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.logout.PendingLogout;
import io.lintel.logout.PostLogoutTarget;
import io.lintel.logout.PostLogoutTargets;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.secret.Sealer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a pending logout as sealed text, and reads it again.
final class PendingLogoutText {

    private final Sealer sealer;
    private final PostLogoutTargets targets;
    private final Clock clock;

    PendingLogoutText(Sealer sealer, PostLogoutTargets targets, Clock clock) {
        this.sealer = sealer;
        this.targets = targets;
        this.clock = clock;
    }

    String write(String purpose, PendingLogout logout) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(logout.id().value());
            out.writeUTF(logout.connector().value());
            var target = logout.target();
            writeOptional(out, target == null ? null : target.client().value());
            writeOptional(out, target == null ? null : target.uri().value());
            writeOptional(out, target == null ? null : target.state());
            writeOptional(out, logout.locales());
            out.writeLong(logout.expiresAt().toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealer.seal(purpose, bytes.toByteArray());
    }

    /// Empty if the text was not written by this installation for that purpose, or is too old. The target is left
    /// out if its client has it registered no more.
    Optional<PendingLogout> read(String purpose, String text) {
        return sealer.open(purpose, text).map(this::read).filter(logout -> clock.instant()
                .isBefore(logout.expiresAt()));
    }

    private PendingLogout read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var id = new LoginId(in.readUTF());
            var connector = new ConnectorId(in.readUTF());
            var target = target(readOptional(in), readOptional(in), readOptional(in));
            var locales = readOptional(in);
            return new PendingLogout(id, connector, target, locales, Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("sealed by us and yet unreadable", e);
        }
    }

    private @Nullable PostLogoutTarget target(@Nullable String client, @Nullable String uri, @Nullable String state) {
        return client == null || uri == null
                ? null
                : targets.find(new ClientId(client), new RedirectUri(uri), state)
                        .orElse(null);
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
