package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.util.regex.Pattern;

/// The error codes of OAuth 2.0, and whose fault each is. What an upstream says beyond the code stays unread: a browser
/// may have written it.
final class OAuth2Error {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private OAuth2Error() {}

    /// The code, or a word for one that is none and must not get into a log.
    static String word(String error) {
        return WORD.matcher(error).matches() ? error : "malformed_error";
    }

    /// Whether the end-user decided (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6).
    static boolean isOfTheEndUser(String error) {
        return switch (error) {
            case "access_denied",
                    "login_required",
                    "consent_required",
                    "interaction_required",
                    "account_selection_required" -> true;
            default -> false;
        };
    }

    static ConnectorException fault(String who, String error) {
        var message = who + " refused: " + error;
        return switch (error) {
            case "server_error", "temporarily_unavailable", "slow_down" ->
                ConnectorException.unavailable(message, null);
            case "invalid_client",
                    "incorrect_client_credentials",
                    "unauthorized_client",
                    "redirect_uri_mismatch",
                    "invalid_redirect_uri",
                    "invalid_scope",
                    "application_suspended",
                    "unsupported_grant_type",
                    "unsupported_response_type" ->
                ConnectorException.misconfigured(message + ": check clientID, clientSecret and redirectURI");
            default -> ConnectorException.invalidResponse(message);
        };
    }
}
