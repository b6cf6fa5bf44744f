package io.lintel.server.http;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;

/// Looks into tokens as a client does.
final class Tokens {

    private Tokens() {}

    /// A claim of the ID token in an answer of the token endpoint.
    static String claim(HttpResponse<String> tokens, String name) {
        try {
            return String.valueOf(SignedJWT.parse(Shop.member(tokens, "id_token"))
                    .getJWTClaimsSet()
                    .getClaim(name));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
