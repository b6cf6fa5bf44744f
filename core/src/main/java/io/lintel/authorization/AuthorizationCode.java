package io.lintel.authorization;

import io.lintel.secret.Secret;

/// An authorization code: whoever holds it and is the right client gets tokens, once (RFC 6749, section 1.3.1).
public record AuthorizationCode(Secret value) {}
