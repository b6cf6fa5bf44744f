package io.lintel.authorization;

import static io.lintel.authorization.RequestableClaims.CONTEXT;

import io.lintel.client.RequestDefaults;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.session.AuthenticationContext;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads what a client wants to know one by one: the parameters `claims` and `acr_values` (OpenID Connect Core,
/// sections 3.1.2.1 and 5.5).
final class ClaimsReading {

    private static final int LONGEST = 4096;

    private ClaimsReading() {}

    /// @throws OAuth2Exception if it cannot be read, or demands what no login here can reach
    static RequestedClaims read(Parameters parameters, RequestDefaults defaults) {
        var claims = withContexts(
                parameters.find("claims").map(ClaimsReading::parse).orElse(RequestedClaims.none()),
                parameters
                        .find("acr_values")
                        .map(values -> List.of(values.split(" ", -1)))
                        .orElse(defaults.contexts()));
        if (!AuthenticationContext.isReachable(claims)) {
            throw unmet();
        }
        return claims;
    }

    /// OpenID Connect Core Error Code unmet_authentication_requirements, section 2.
    static OAuth2Exception unmet() {
        return OAuth2Exception.of(
                ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS, "The end-user cannot be authenticated as asked for.");
    }

    private static RequestedClaims parse(String text) {
        if (text.length() > LONGEST) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST, "The claims are longer than " + LONGEST + " characters.");
        }
        try {
            return RequestedClaims.parse(text, RequestableClaims.ALL);
        } catch (IllegalArgumentException malformed) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The claims are not what the specification describes.",
                    "claims: " + malformed.getMessage());
        }
    }

    /// `acr_values` asks for `acr` as a voluntary claim; who asks in both ways means the more exact one. Values that
    /// no login reaches are passed over.
    private static RequestedClaims withContexts(RequestedClaims claims, List<String> contexts) {
        if (contexts.isEmpty() || claims.idToken().containsKey(CONTEXT)) {
            return claims;
        }
        var wanted = contexts.stream()
                .filter(AuthenticationContext.ALL::contains)
                .distinct()
                .toList();
        var idToken = new LinkedHashMap<>(claims.idToken());
        idToken.put(CONTEXT, new RequestedClaim(false, List.copyOf(wanted)));
        return new RequestedClaims(claims.userInfo(), idToken);
    }
}
