package io.lintel.token;

import io.lintel.oauth2.RequestedClaims;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationContext;
import io.lintel.session.AuthenticationMethod;
import io.lintel.signing.JwtClaims;

/// What an ID token says of the login (OpenID Connect Core, section 2).
final class LoginClaims {

    private LoginClaims() {}

    static void add(JwtClaims.Builder claims, Authentication login, RequestedClaims asked) {
        AuthenticationContext.of(login, asked).ifPresent(context -> claims.add("acr", context));
        if (!login.methods().isEmpty()) {
            claims.add(
                    "amr",
                    login.methods().stream().map(AuthenticationMethod::value).toList());
        }
    }
}
