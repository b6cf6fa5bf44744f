package io.lintel.device;

import io.lintel.oauth2.UserCode;
import java.time.Duration;

/// What a device is told: its codes, and how to go on (RFC 8628, section 3.2).
public record DeviceAuthorizationResponse(
        DeviceCode deviceCode, UserCode userCode, Duration expiresIn, Duration interval) {}
