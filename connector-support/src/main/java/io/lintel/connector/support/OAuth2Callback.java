package io.lintel.connector.support;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.secret.Secret;

/// What a browser brought back from an authorization server (RFC 6749, section 4.1.2), after the checks that come
/// before any code is sent anywhere.
public sealed interface OAuth2Callback {

    /// A code for this login.
    record Code(Secret value) implements OAuth2Callback {}

    /// The login is over.
    record Refused(LoginResult.Refused result) implements OAuth2Callback {}

    /// The order matters: first that the callback is of this login, then that it is of this server (RFC 9207,
    /// section 2.4), then what it says.
    ///
    /// @throws ConnectorException if the server says that it or our registration is at fault
    static OAuth2Callback read(LoginRequest request, CallbackRequest callback, OAuth2Endpoints endpoints) {
        if (!callback.findParameter("state").orElse("").equals(request.id().value())) {
            return refused(Refusal.WRONG_CREDENTIALS, "the callback belongs to another login");
        }
        var issuer = callback.findParameter("iss");
        if (issuer.isPresent() ? !issuer.get().equals(endpoints.issuer()) : endpoints.announcesIssuer()) {
            return refused(
                    Refusal.WRONG_CREDENTIALS, "the callback is not from " + endpoints.issuer() + ", as its iss tells");
        }
        var error = callback.findParameter("error").map(OAuth2Error::word);
        if (error.isPresent()) {
            if (OAuth2Error.isOfTheEndUser(error.get())) {
                return refused(Refusal.CANCELLED, "the upstream says " + error.get());
            }
            throw OAuth2Error.fault("the authorization endpoint", error.get());
        }
        var code = callback.findParameter("code").orElse("");
        return code.isEmpty()
                ? refused(Refusal.WRONG_CREDENTIALS, "the callback carries neither a code nor an error")
                : new Code(Secret.of(code));
    }

    private static Refused refused(Refusal reason, String detail) {
        return new Refused(new LoginResult.Refused(reason, detail));
    }
}
