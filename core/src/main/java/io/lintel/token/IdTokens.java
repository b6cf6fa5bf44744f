package io.lintel.token;

import io.lintel.authorization.IdTokenHints;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.VerifiedJwt;
import io.lintel.signing.Verifier;

/// Recognises the ID tokens that we issued to a client. They may have expired, as long as the key that signed
/// them is still published; they open nothing.
public final class IdTokens implements IdTokenHints {

    private final Verifier verifier;
    private final TokenPolicy policy;

    public IdTokens(Verifier verifier, TokenPolicy policy) {
        this.verifier = verifier;
        this.policy = policy;
    }

    @Override
    public String require(String hint, ClientId client) {
        var jwt = verify(hint);
        var claims = jwt.claims();
        if (jwt.type() != null) {
            throw refused("it is of type " + jwt.type());
        }
        if (claims.findString("iss").filter(policy.issuer().value()::equals).isEmpty()) {
            throw refused("it names another issuer");
        }
        if (!claims.audience().contains(client.value())) {
            throw refused("it was not issued to client \"" + client + "\"");
        }
        return claims.findString("sub").orElseThrow(() -> refused("it has no sub"));
    }

    private VerifiedJwt verify(String hint) {
        try {
            return verifier.verify(hint);
        } catch (InvalidJwtException e) {
            throw refused("not a token of ours: " + e.getMessage());
        }
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "Invalid id_token_hint.", "id_token_hint: " + detail);
    }
}
