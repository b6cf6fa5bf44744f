/// Grants, minting, rotation and userinfo (RFC 6749, sections 5 and 6; OpenID Connect Core, sections 3.1.3 and
/// 5.3).
///
/// A grant decides who may act for whom and answers with an [io.lintel.token.Authorization];
/// [io.lintel.token.TokenIssuer] alone mints. What every grant has in common stands in
/// [io.lintel.token.TokenEndpoint], so that no grant can forget it. Knows neither HTTP nor the JOSE library.
///
/// Refresh tokens live in families, see [io.lintel.token.RefreshFamily]. A family stores no token: a token's
/// successor is derived from the token itself and a random salt, so that a client that lost the answer can be
/// given the same successor again, while the database alone gives nothing away. Storing tokens encrypted would
/// do the first and not the second.
@NullMarked
package io.lintel.token;

import org.jspecify.annotations.NullMarked;
