package io.lintel.server.outbound;

import java.time.Duration;

/// A document as it was found.
///
/// @param mediaType lower case and without parameters; empty if none is told
/// @param text its UTF-8 text
/// @param freshFor how long whoever publishes it says it stays good (RFC 9111, section 5.2.2.1); zero if nothing is
///     said
public record Fetched(String mediaType, String text, Duration freshFor) {}
