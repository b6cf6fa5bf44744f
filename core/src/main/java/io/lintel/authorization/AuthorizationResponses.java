package io.lintel.authorization;

import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the answers to authorization requests. Each names the issuer, so that a client of several providers
/// cannot be led to the wrong one (RFC 9207).
public final class AuthorizationResponses {

    private final Issuer issuer;

    public AuthorizationResponses(Issuer issuer) {
        this.issuer = issuer;
    }

    AuthorizationResponse code(RedirectTarget target, AuthorizationRequest request, AuthorizationCode code) {
        return respond(
                target, request.responseMode(), Map.of("code", code.value().reveal()), request.state());
    }

    /// @param state as the client gave it, if it was readable
    public AuthorizationResponse error(RedirectTarget target, OAuth2Exception refused, @Nullable String state) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", refused.code().code());
        refused.description().ifPresent(description -> parameters.put("error_description", description));
        return respond(target, ResponseMode.QUERY, parameters, state);
    }

    private AuthorizationResponse respond(
            RedirectTarget target, ResponseMode mode, Map<String, String> answer, @Nullable String state) {
        var parameters = new LinkedHashMap<>(answer);
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer.value());
        return new AuthorizationResponse(target, mode, parameters);
    }
}
