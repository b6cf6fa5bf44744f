package io.lintel.token;

import io.lintel.authorization.IdTokenHints;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.session.SessionId;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.VerifiedJwt;
import io.lintel.signing.Verifier;
import java.util.Optional;

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
        var claims = claims(hint);
        if (!claims.audience().contains(client.value())) {
            throw refused("it was not issued to client \"" + client + "\"");
        }
        return sub(claims);
    }

    /// What an ID token says that we issued, to whichever client. It may have expired.
    ///
    /// @throws OAuth2Exception `invalid_request` if it is anything else
    public IssuedIdToken read(String hint) {
        var claims = claims(hint);
        var audience = claims.audience();
        var client = claims.findString("azp")
                .or(() -> audience.size() == 1 ? Optional.of(audience.getFirst()) : Optional.empty())
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> refused("it names no client it was issued to"));
        var session = claims.findString("sid")
                .filter(id -> !id.isEmpty())
                .map(SessionId::new)
                .orElse(null);
        return new IssuedIdToken(new ClientId(client), sub(claims), session);
    }

    private JwtClaims claims(String hint) {
        var jwt = verify(hint);
        var claims = jwt.claims();
        if (jwt.type() != null) {
            throw refused("it is of type " + jwt.type());
        }
        if (claims.has("events")) {
            throw refused("it is a security event, such as a logout token");
        }
        if (claims.findString("iss").filter(policy.issuer().value()::equals).isEmpty()) {
            throw refused("it names another issuer");
        }
        return claims;
    }

    private static String sub(JwtClaims claims) {
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
