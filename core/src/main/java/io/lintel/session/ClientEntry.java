package io.lintel.session;

import java.time.Instant;

/// What a session knows of one of the clients it was used for.
///
/// @param authenticatedAt when the login happened that the client was told of
/// @param lastUsedAt when the session last answered the client
/// @param viaSso whether the client came in by what another client shares with it, and never by a login of its own
public record ClientEntry(Instant authenticatedAt, Instant lastUsedAt, boolean viaSso) {}
