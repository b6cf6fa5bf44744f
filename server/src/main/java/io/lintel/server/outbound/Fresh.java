package io.lintel.server.outbound;

import java.time.Duration;

/// What was just made of a document, and how long whoever publishes it says it stays good.
public record Fresh<V>(V value, Duration freshFor) {}
