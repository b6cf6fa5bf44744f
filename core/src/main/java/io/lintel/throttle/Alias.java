package io.lintel.throttle;

/// Where it is remembered for which account a name stands.
///
/// @param slot where it is kept
/// @param tag tells the name from others in the same slot
public record Alias(long slot, long tag) {}
