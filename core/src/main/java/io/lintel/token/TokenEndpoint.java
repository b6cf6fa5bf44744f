package io.lintel.token;

import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Answers token requests (RFC 6749, section 3.2). What every grant has in common is here, so that no grant can
/// forget it.
public final class TokenEndpoint {

    private final Map<GrantType, Grant> grants;
    private final ConnectorRules connectors;
    private final TokenIssuer issuer;

    public TokenEndpoint(Collection<Grant> grants, ConnectorRules connectors, TokenIssuer issuer) {
        this.grants = grants.stream().collect(Collectors.toUnmodifiableMap(Grant::type, Function.identity()));
        this.connectors = connectors;
        this.issuer = issuer;
    }

    /// @throws OAuth2Exception what the client is to be told
    public TokenResponse answer(AuthenticatedClient client, Parameters parameters) {
        var grant = grant(parameters.require("grant_type"));
        if (!client.client().registration().allows(grant.type())) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT, "The client has not registered for this grant_type.");
        }
        return switch (grant.authorize(client, parameters)) {
            case Authorization.ForEndUser endUser ->
                issuer.issue(endUser, connectors.require(endUser.client(), endUser.connector(), endUser.by()));
            case Authorization.Exchanged exchanged ->
                issuer.issue(exchanged, connectors.require(exchanged.client(), exchanged.connector(), exchanged.by()));
            case Authorization.ForClient own -> issuer.issue(own);
        };
    }

    /// The grant types that are answered.
    public Set<GrantType> grantTypes() {
        return grants.keySet();
    }

    private Grant grant(String type) {
        var grant = GrantType.find(type).map(grants::get);
        return grant.orElseThrow(
                () -> OAuth2Exception.of(ErrorCode.UNSUPPORTED_GRANT_TYPE, "The grant_type is not supported."));
    }
}
