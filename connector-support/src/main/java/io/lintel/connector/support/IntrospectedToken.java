package io.lintel.connector.support;

import java.util.stream.Stream;

/// What an introspection endpoint must say to vouch for a token (RFC 7662, section 2.2).
final class IntrospectedToken {

    private IntrospectedToken() {}

    /// @throws UntrustedTokenException if it does not vouch, or vouches for a token of another client
    static void check(Json.Members answer, IdTokenRules rules) {
        if (!answer.isTrue("active")) {
            throw UntrustedTokenException.because("the provider says that it is not active");
        }
        // A client_id says who may use the token; without one its audience must.
        var clients =
                answer.findText("client_id").map(Stream::of).orElseGet(() -> IdTokenRules.audience(answer).stream());
        if (clients.noneMatch(rules.audiences()::contains)) {
            throw UntrustedTokenException.because("the provider says that it was issued for another client");
        }
        if (answer.findText("iss")
                .filter(issuer -> !issuer.equals(rules.issuer()))
                .isPresent()) {
            throw UntrustedTokenException.because("the provider says that it is another issuer's");
        }
        var now = rules.clock().instant();
        if (StandardClaims.findTime(answer, "exp")
                .filter(end -> !now.isBefore(end.plus(IdTokenRules.TOLERANCE)))
                .isPresent()) {
            throw UntrustedTokenException.because("it has expired");
        }
    }
}
