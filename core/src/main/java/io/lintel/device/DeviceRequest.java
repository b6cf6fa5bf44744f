package io.lintel.device;

import io.lintel.authorization.Access;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a device has asked for, and what its codes are bound to.
///
/// @param access what the client wants to know
/// @param codeChallenge must be matched by whoever fetches the answer
/// @param expiresAt when the device must ask anew
public record DeviceRequest(
        DeviceRequestId id,
        ClientId client,
        Access access,
        @Nullable CodeChallenge codeChallenge,
        Instant expiresAt) {}
