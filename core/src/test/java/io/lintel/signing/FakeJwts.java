package io.lintel.signing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs by remembering what it signed: only that verifies, letter by letter.
public final class FakeJwts implements Signer, Verifier {

    private final Map<String, VerifiedJwt> signed = new LinkedHashMap<>();
    private SigningAlgorithm algorithm = SigningAlgorithm.RS256;

    /// From now on another key is active.
    public void setAlgorithm(SigningAlgorithm next) {
        algorithm = next;
    }

    /// How many JWTs were signed.
    public int count() {
        return signed.size();
    }

    @Override
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public String sign(JwtClaims claims, @Nullable String type) {
        return sign(algorithm, claims, type);
    }

    @Override
    public Signer pinned() {
        return pinned(algorithm);
    }

    @Override
    public Signer pinned(SigningAlgorithm pinned) {
        return new Signer() {
            @Override
            public SigningAlgorithm algorithm() {
                return pinned;
            }

            @Override
            public String sign(JwtClaims claims, @Nullable String type) {
                return FakeJwts.this.sign(pinned, claims, type);
            }

            @Override
            public Signer pinned() {
                return this;
            }

            @Override
            public Signer pinned(SigningAlgorithm wanted) {
                return FakeJwts.this.pinned(wanted);
            }
        };
    }

    @Override
    public VerifiedJwt verify(String jwt) {
        var verified = signed.get(jwt);
        if (verified == null) {
            throw InvalidJwtException.because("the signature is not good");
        }
        return verified;
    }

    private String sign(SigningAlgorithm by, JwtClaims claims, @Nullable String type) {
        var jwt = by.jwaName() + ".jwt-" + signed.size() + ".signature";
        signed.put(jwt, new VerifiedJwt(type, by, claims));
        return jwt;
    }
}
