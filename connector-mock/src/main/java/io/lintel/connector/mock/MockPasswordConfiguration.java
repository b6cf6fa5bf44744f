package io.lintel.connector.mock;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;

/// The one account.
///
/// @param password must not be empty
@Introspected
public record MockPasswordConfiguration(@NotBlank String username, Secret password) {}
