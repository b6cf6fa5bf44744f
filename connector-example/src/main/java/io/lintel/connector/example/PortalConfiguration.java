package io.lintel.connector.example;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/// What an operator writes under `config`.
///
/// @param url where the web pages are; `/login` and `/redeem` are appended
/// @param key proves to the upstream who redeems a code
/// @param timeout how long the upstream may take for a complete answer
@Introspected
public record PortalConfiguration(
        URI url, Secret key, @Bindable(defaultValue = "10s") Duration timeout) {}
