package io.lintel.authorization;

import io.lintel.authorization.ResponseRules.Form;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import java.util.EnumSet;
import java.util.Set;

/// Reads what a client wants to be answered and how: `response_type` and `response_mode` (OAuth 2.0 Multiple
/// Response Type Encoding Practices; OAuth 2.0 Form Post Response Mode).
final class ResponseReading {

    private final ResponseRules rules;

    ResponseReading(ResponseRules rules) {
        this.rules = rules;
    }

    /// @throws OAuth2Exception if the combination is not to be had, or not at that address
    Set<ResponseType> types(RedirectUri uri, Parameters parameters) {
        var types = ResponseType.parse(parameters.require("response_type"))
                .filter(rules.types()::contains)
                .orElseThrow(ResponseReading::unsupported);
        if (uri.isOutOfBand() && ResponseType.needTokens(types)) {
            throw invalid("Tokens cannot be shown to the end-user.");
        }
        return types;
    }

    /// OpenID Connect Core, sections 3.2.2.1 and 3.3.2.11.
    void requireNonce(Set<ResponseType> types, Parameters parameters) {
        var hasOtherProof = rules.form() == Form.DEX && types.contains(ResponseType.CODE);
        if (types.contains(ResponseType.ID_TOKEN) && !parameters.has("nonce") && !hasOtherProof) {
            throw invalid("An ID token from the authorization endpoint needs a nonce.");
        }
    }

    /// @throws OAuth2Exception if it is not known, or must not carry what is asked for
    static ResponseMode mode(RedirectUri uri, Set<ResponseType> types, Parameters parameters) {
        var named = parameters.find("response_mode");
        return named.isEmpty()
                ? standard(types)
                : ResponseMode.find(named.get())
                        .filter(mode -> mayCarry(mode, uri, types))
                        .orElseThrow(() -> invalid("The response_mode is not supported, or not for this request."));
    }

    /// How an error travels whose request could not be read: as its answer would have, as far as that can be told.
    static ResponseMode modeOfError(RedirectUri uri, Parameters parameters) {
        var types = EnumSet.noneOf(ResponseType.class);
        for (var word : parameters.find("response_type").orElse("").split(" ", -1)) {
            ResponseType.find(word).ifPresent(types::add);
        }
        return parameters
                .find("response_mode")
                .flatMap(ResponseMode::find)
                .filter(mode -> mayCarry(mode, uri, types))
                .orElse(standard(types));
    }

    private static ResponseMode standard(Set<ResponseType> types) {
        return ResponseType.needTokens(types) ? ResponseMode.FRAGMENT : ResponseMode.QUERY;
    }

    /// Tokens in a query would end in the logs and histories of both sides; a form can be posted to a web address
    /// alone.
    private static boolean mayCarry(ResponseMode mode, RedirectUri uri, Set<ResponseType> types) {
        return switch (mode) {
            case QUERY -> !ResponseType.needTokens(types);
            case FRAGMENT -> true;
            case FORM_POST -> uri.isWeb();
        };
    }

    private static OAuth2Exception unsupported() {
        return OAuth2Exception.of(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "The response_type is not supported.");
    }

    private static OAuth2Exception invalid(String description) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, description);
    }
}
