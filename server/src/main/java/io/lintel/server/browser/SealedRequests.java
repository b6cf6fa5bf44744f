package io.lintel.server.browser;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Sealer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Authorization requests in links from one of our pages to another: as sealed text, which the browser can neither
/// read nor change.
public final class SealedRequests {

    /// Changes with the form, so that a replica of another release opens nothing it would misread.
    private static final String PURPOSE = "authorization request 1 ";

    private final Sealer sealer;
    private final Duration lifetime;
    private final Clock clock;

    /// @param lifetime how long a link may be followed
    public SealedRequests(Sealer sealer, Duration lifetime, Clock clock) {
        this.sealer = sealer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    public String seal(ClientId client, Map<String, String> parameters) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(clock.instant().plus(lifetime).toEpochMilli());
            out.writeInt(parameters.size());
            for (var parameter : parameters.entrySet()) {
                out.writeUTF(parameter.getKey());
                out.writeUTF(parameter.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealer.seal(PURPOSE + client, bytes.toByteArray());
    }

    /// Empty if the text was not sealed by this installation for that client, or too long ago.
    public Optional<SequencedMap<String, String>> open(ClientId client, String text) {
        return sealer.open(PURPOSE + client, text).flatMap(bytes -> {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                if (!clock.instant().isBefore(Instant.ofEpochMilli(in.readLong()))) {
                    return Optional.empty();
                }
                var parameters = new LinkedHashMap<String, String>();
                for (var left = in.readInt(); left > 0; left--) {
                    parameters.put(in.readUTF(), in.readUTF());
                }
                return Optional.of(parameters);
            } catch (IOException e) {
                throw new UncheckedIOException("sealed by us and yet unreadable", e);
            }
        });
    }
}
