package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import io.lintel.signing.Base64Url;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.VerificationKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JWT of an upstream (RFC 7519) in the compact serialization, taken apart. What it says counts only once it is
/// verified.
///
/// Header members that lead to keys elsewhere (`jku`, `x5u`, `jwk`, `x5c`) are not even looked at.
final class SignedToken {

    /// SEC-G6: longer ones are not looked into.
    static final int MOST_CHARACTERS = 64 * 1024;

    /// How many keys are tried for a JWT that names none.
    private static final int MOST_TRIES = 10;

    private final String algorithm;
    private final @Nullable String keyId;
    private final byte[] signed;
    private final byte[] payload;
    private final byte[] signature;

    private SignedToken(Json.Members header, String signed, byte[] payload, byte[] signature) {
        // RFC 7515, section 4.1.11 and RFC 7797, section 6: we understand no extension.
        if (header.byName().containsKey("crit") || header.byName().containsKey("b64")) {
            throw UntrustedTokenException.because("its header asks for an extension");
        }
        this.algorithm = header.findText("alg").orElse("");
        this.keyId = header.findText("kid").orElse(null);
        this.signed = signed.getBytes(ISO_8859_1);
        this.payload = payload;
        this.signature = signature;
    }

    /// @throws UntrustedTokenException if it is no such JWT, in its one spelling
    static SignedToken parse(Secret token) {
        var jwt = token.reveal();
        if (jwt.length() > MOST_CHARACTERS) {
            throw UntrustedTokenException.because("it is longer than " + MOST_CHARACTERS + " characters");
        }
        var first = jwt.indexOf('.');
        var second = jwt.indexOf('.', first + 1);
        if (first < 0 || second < 0 || jwt.indexOf('.', second + 1) >= 0) {
            throw UntrustedTokenException.because("it is not three parts with dots between them");
        }
        try {
            return new SignedToken(
                    object("header", Base64Url.decode("header", jwt.substring(0, first))),
                    jwt.substring(0, second),
                    Base64Url.decode("payload", jwt.substring(first + 1, second)),
                    Base64Url.decode("signature", jwt.substring(second + 1)));
        } catch (InvalidJwtException | ConnectorException malformed) {
            throw UntrustedTokenException.because("it is malformed: " + malformed.getMessage());
        }
    }

    private static Json.Members object(String part, byte[] json) {
        return Json.read(json, "the " + part).asObject();
    }

    /// The key it names, for looking that up.
    @Nullable
    String keyId() {
        return keyId;
    }

    /// The algorithm, if it is one of those that are allowed here: the token chooses among them and no others.
    ///
    /// @throws UntrustedTokenException if it is none of them
    JwsAlgorithm algorithm(Set<JwsAlgorithm> allowed) {
        return JwsAlgorithm.find(algorithm)
                .filter(allowed::contains)
                .orElseThrow(() -> UntrustedTokenException.because("its alg is none that the upstream signs with"));
    }

    /// The claims, if one of the keys has signed them.
    ///
    /// @throws UntrustedTokenException if none has, or they are no JSON object with each member once
    Json.Members claims(JwsAlgorithm signedWith, List<VerificationKey> keys) {
        var isSigned = keys.stream()
                .filter(key -> key.mayHaveSigned(signedWith, keyId))
                .limit(MOST_TRIES)
                .anyMatch(key -> key.verifies(signedWith, signed, signature));
        if (!isSigned) {
            throw UntrustedTokenException.because("its signature is by none of the upstream's keys");
        }
        try {
            return object("payload", payload);
        } catch (ConnectorException malformed) {
            throw UntrustedTokenException.because("it is malformed: " + malformed.getMessage());
        }
    }
}
