package io.lintel.device;

import io.lintel.secret.Secret;

/// A device code: what a device shows when it asks whether an end-user has answered (RFC 8628, section 3.2).
public record DeviceCode(Secret value) {}
