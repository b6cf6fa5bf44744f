/// Signs end-users in with any OpenID provider.
///
/// [io.lintel.connector.oidc.OidcConnector] goes through a login in straight lines; what proves that a token is the
/// provider's and for us is in `connector.support`, for connectors to come. What is particular here is how a
/// configuration for dex makes a person of claims: [io.lintel.connector.oidc.ClaimReading] and
/// [io.lintel.connector.oidc.GroupRules].
@NullMarked
package io.lintel.connector.oidc;

import org.jspecify.annotations.NullMarked;
