package io.lintel.server.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.authorization.AskingDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.oauth2.StringFields;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/// What the links between the user code and the login carry: the device, sealed. Whoever has one has typed the user
/// code, or was shown where to; the code itself stands in no address.
public final class DeviceLinks {

    private static final String PURPOSE = "device link 1";

    private final Sealer sealer;

    public DeviceLinks(Sealer sealer) {
        this.sealer = sealer;
    }

    public String write(AskingDevice device) {
        var fields = StringFields.encode(
                device.request().value(),
                device.userCode().value().reveal(),
                String.valueOf(device.expiresAt().toEpochMilli()));
        return sealer.seal(PURPOSE, fields.getBytes(UTF_8));
    }

    /// Empty if it was not written by this installation.
    public Optional<AskingDevice> read(String text) {
        return sealer.open(PURPOSE, text)
                .flatMap(fields -> StringFields.decode(new String(fields, UTF_8), 3))
                .map(fields -> new AskingDevice(
                        new DeviceRequestId(fields.get(0)),
                        new UserCode(Secret.of(fields.get(1))),
                        Instant.ofEpochMilli(Long.parseLong(fields.get(2)))));
    }
}
