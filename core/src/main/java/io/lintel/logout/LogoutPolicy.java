package io.lintel.logout;

import io.lintel.oauth2.Issuer;
import org.jspecify.annotations.Nullable;

/// What an operator decides about logouts.
///
/// @param issuer the `iss` of logout tokens
/// @param tokenType the `typ` of logout tokens, `logout+jwt` (OpenID Connect Back-Channel Logout, section 2.4);
///     null for none, as dex has it
public record LogoutPolicy(Issuer issuer, @Nullable String tokenType) {}
