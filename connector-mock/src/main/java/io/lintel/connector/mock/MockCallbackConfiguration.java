package io.lintel.connector.mock;

import io.micronaut.core.annotation.Introspected;

/// There is nothing to configure.
@Introspected
public record MockCallbackConfiguration() {}
