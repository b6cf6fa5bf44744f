package io.lintel.connector.support;

import java.net.URI;

/// How an operator has registered at an OpenID provider.
///
/// @param address what the address of the discovery document is made of
/// @param issuer what the provider calls itself there and in its tokens, to the letter
public record OpenIdRegistration(
        URI address,
        String issuer,
        ProviderOverrides overrides,
        ClientCredentials credentials,
        TokenAuthentication authentication) {}
