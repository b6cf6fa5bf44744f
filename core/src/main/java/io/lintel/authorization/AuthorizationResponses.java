package io.lintel.authorization;

import io.lintel.authorization.AuthorizationCodeIssuer.Given;
import io.lintel.authorization.FrontChannelTokens.Tokens;
import io.lintel.authorization.ResponseRules.Form;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.ResponseMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the answers to authorization requests. Each names the issuer, so that a client of several providers
/// cannot be led to the wrong one (RFC 9207).
public final class AuthorizationResponses {

    private final Issuer issuer;
    private final Form form;

    public AuthorizationResponses(Issuer issuer, Form form) {
        this.issuer = issuer;
        this.form = form;
    }

    AuthorizationResponse success(RedirectTarget target, AuthorizationRequest request, Given given) {
        var parameters = new LinkedHashMap<String, String>();
        var code = given.code();
        if (code != null) {
            parameters.put("code", code.value().reveal());
        }
        if (given.tokens() != null) {
            putTokens(parameters, given.tokens());
        }
        return respond(target, request.responseMode(), parameters, request.state());
    }

    /// The answer to a request that was read.
    public AuthorizationResponse error(RedirectTarget target, OAuth2Exception refused, AuthorizationRequest request) {
        return error(target, refused, request.responseMode(), request.state());
    }

    /// The answer to a request that could not be read.
    ///
    /// @param parameters each name with its first value
    /// @param stateIsReadable whether `state` came once
    public AuthorizationResponse error(
            RedirectTarget target, OAuth2Exception refused, Parameters parameters, boolean stateIsReadable) {
        var state = stateIsReadable ? parameters.find("state").orElse(null) : null;
        return error(target, refused, ResponseReading.modeOfError(target.uri(), parameters), state);
    }

    private AuthorizationResponse error(
            RedirectTarget target, OAuth2Exception refused, ResponseMode mode, @Nullable String state) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", refused.code().code());
        refused.description().ifPresent(description -> parameters.put("error_description", description));
        return respond(target, modeOfErrors(mode), parameters, state);
    }

    private ResponseMode modeOfErrors(ResponseMode mode) {
        return switch (form) {
            case SPECIFIED -> mode;
            case DEX -> mode == ResponseMode.FRAGMENT ? ResponseMode.QUERY : mode;
        };
    }

    /// OAuth 2.0, section 4.2.2.
    private static void putTokens(Map<String, String> parameters, Tokens tokens) {
        var accessToken = tokens.accessToken();
        if (accessToken != null) {
            parameters.put("access_token", accessToken.reveal());
            parameters.put("token_type", "bearer");
            parameters.put("expires_in", String.valueOf(tokens.expiresIn().toSeconds()));
            parameters.put("scope", tokens.scopes().toString());
        }
        var idToken = tokens.idToken();
        if (idToken != null) {
            parameters.put("id_token", idToken.reveal());
        }
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
