package io.lintel.server.page;

import io.lintel.secret.Secret;

/// An authorization code for the end-user to carry to the client by hand.
public record OutOfBandCode(Secret code) {}
