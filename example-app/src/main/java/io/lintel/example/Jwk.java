package io.lintel.example;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;

/// A public key of the provider (RFC 7517, RFC 8037) and the one algorithm it may be used with.
///
/// @param algorithm the `alg` a token must name: `RS256`, `ES256` or `EdDSA`. It follows from the kind of key,
///     so that a token cannot choose how it is checked.
record Jwk(String keyId, String algorithm, PublicKey key) {

    private static final int MINIMUM_RSA_BITS = 2048;

    /// @throws SignInException if the key is not of a supported kind or too weak
    static Jwk of(Json.Members jwk) {
        var keyId = jwk.findText("kid").orElse("");
        try {
            return switch (jwk.requireText("kty") + jwk.findText("crv").orElse("")) {
                case "RSA" -> new Jwk(keyId, "RS256", rsa(number(jwk, "n"), number(jwk, "e")));
                case "ECP-256" -> new Jwk(keyId, "ES256", p256(new ECPoint(number(jwk, "x"), number(jwk, "y"))));
                case "OKPEd25519" -> new Jwk(keyId, "EdDSA", ed25519(Jwt.decode(jwk.requireText("x"))));
                default -> throw new SignInException("The provider's key " + keyId + " is of an unsupported kind.");
            };
        } catch (GeneralSecurityException e) {
            throw new SignInException("The provider's key " + keyId + " cannot be read.", e);
        }
    }

    boolean verifies(Jwt token) {
        try {
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        default -> "Ed25519";
                    });
            signature.initVerify(key);
            signature.update(token.signedBytes());
            return signature.verify(token.signatureBytes());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static BigInteger number(Json.Members jwk, String name) {
        return new BigInteger(1, Jwt.decode(jwk.requireText(name)));
    }

    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        if (modulus.bitLength() < MINIMUM_RSA_BITS) {
            throw new SignInException("The provider's RSA key is shorter than " + MINIMUM_RSA_BITS + " bits.");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private static PublicKey p256(ECPoint point) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var curve = parameters.getParameterSpec(ECParameterSpec.class);
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    /// The bytes are the y coordinate, least significant byte first, with the parity of x in the topmost bit
    /// (RFC 8032).
    private static PublicKey ed25519(byte[] encoded) throws GeneralSecurityException {
        if (encoded.length != 32) {
            throw new SignInException("The provider's Ed25519 key is not 32 bytes long.");
        }
        var bigEndian = new byte[encoded.length];
        for (var i = 0; i < encoded.length; i++) {
            bigEndian[i] = encoded[encoded.length - 1 - i];
        }
        var xIsOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        var point = new EdECPoint(xIsOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}
