package io.lintel.session;

import io.lintel.secret.Secret;

/// What a browser shows for its session: the name of the session, and the secret that opens it.
public record SessionKey(SessionId session, Secret secret) {}
