package io.lintel.server.signing;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.KeyId;
import io.lintel.signing.VerifiedJwt;
import io.lintel.signing.Verifier;

/// Verifies with what [CurrentKeys] holds in memory.
public final class JwtVerifier implements Verifier {

    static final int MOST_CHARACTERS = 64 * 1024;

    private final CurrentKeys keys;

    public JwtVerifier(CurrentKeys keys) {
        this.keys = keys;
    }

    @Override
    public VerifiedJwt verify(String jwt) {
        var parsed = CompactJws.parse(jwt);
        var key = keys.findPublished(keyId(parsed))
                .orElseThrow(() -> InvalidJwtException.because("No published key of ours has its kid."));
        if (!key.algorithm().jwaName().equals(parsed.algorithm())) {
            throw InvalidJwtException.because("Its alg is not that of key "
                    + key.key().id() + ", which is " + key.algorithm().jwaName() + ".");
        }
        if (!key.verify(parsed.signingInput(), parsed.signature())) {
            throw InvalidJwtException.because(
                    "The signature is not one of key " + key.key().id() + ".");
        }
        var claims = JwtClaims.builder();
        JwtJson.read("payload", parsed.payload()).forEach(claims::add);
        return new VerifiedJwt(parsed.type(), key.algorithm(), claims.build());
    }

    private static KeyId keyId(CompactJws parsed) {
        var kid = parsed.keyId();
        if (kid == null) {
            throw InvalidJwtException.because("The header has no kid that is a string.");
        }
        try {
            return new KeyId(kid);
        } catch (IllegalArgumentException unusable) {
            throw InvalidJwtException.because("The header member kid is not one of ours.", unusable);
        }
    }
}
