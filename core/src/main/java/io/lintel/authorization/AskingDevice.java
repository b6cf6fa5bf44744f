package io.lintel.authorization;

import io.lintel.oauth2.UserCode;
import java.time.Instant;

/// A device that waits for an end-user's answer (RFC 8628, section 3.3).
///
/// @param request what it asked for
/// @param userCode what the end-user has copied from it, and is shown to compare
/// @param expiresAt when it waits no more
public record AskingDevice(DeviceRequestId request, UserCode userCode, Instant expiresAt) {}
