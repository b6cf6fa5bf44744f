package io.lintel.connector.support;

import java.net.URI;

/// Where an authorization server listens (RFC 6749, section 3).
///
/// @param issuer what its callbacks say as `iss` (RFC 9207)
/// @param announcesIssuer whether each callback must say it; one that says another is refused in any case
public record OAuth2Endpoints(URI authorization, URI token, String issuer, boolean announcesIssuer) {}
