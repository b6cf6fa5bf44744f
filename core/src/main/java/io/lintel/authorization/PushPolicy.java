package io.lintel.authorization;

import java.time.Duration;

/// What an operator decides about pushed requests.
///
/// @param required whether every client must push its requests
/// @param lifetime how long a client may take to send the browser after it has pushed
/// @param mostPerClient how many requests of one client may wait at a time
public record PushPolicy(boolean required, Duration lifetime, int mostPerClient) {}
