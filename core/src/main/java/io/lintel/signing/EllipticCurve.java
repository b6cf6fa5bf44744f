package io.lintel.signing;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/// The curves of ECDSA (RFC 7518, section 6.2.1.1).
public enum EllipticCurve {
    P256("P-256", "secp256r1", 32),
    P384("P-384", "secp384r1", 48),
    P521("P-521", "secp521r1", 66);

    private final String word;
    private final String jcaName;
    private final int coordinateBytes;

    EllipticCurve(String word, String jcaName, int coordinateBytes) {
        this.word = word;
        this.jcaName = jcaName;
        this.coordinateBytes = coordinateBytes;
    }

    /// The value of the member `crv`.
    public String word() {
        return word;
    }

    /// For a `KeyPairGenerator`.
    public ECGenParameterSpec parameters() {
        return new ECGenParameterSpec(jcaName);
    }

    /// The length of a coordinate in a key, and of each half of a signature (RFC 7518, section 3.4).
    public int coordinateBytes() {
        return coordinateBytes;
    }

    boolean holds(ECPublicKey key) {
        try {
            var known = AlgorithmParameters.getInstance("EC");
            known.init(parameters());
            var curve = known.getParameterSpec(ECParameterSpec.class);
            return curve.getCurve().equals(key.getParams().getCurve())
                    && curve.getOrder().equals(key.getParams().getOrder());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks the curve " + word, e);
        }
    }
}
