package io.lintel.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// A provider's key pair that signs whatever a test wants signed.
record TestKey(String keyId, String algorithm, KeyPair pair) {

    static TestKey of(String keyId, String algorithm) {
        return switch (algorithm) {
            case "RS256" -> generate(keyId, algorithm, "RSA", 2048);
            case "ES256" -> generate(keyId, algorithm, "EC", 256);
            default -> generate(keyId, algorithm, "Ed25519", 255);
        };
    }

    static TestKey generate(String keyId, String algorithm, String kind, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return new TestKey(keyId, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(Map<String, ?> claims) {
        return sign(Map.of("alg", algorithm, "kid", keyId), claims);
    }

    String sign(Map<String, ?> header, Map<String, ?> claims) {
        var input =
                encode(json(header).getBytes(UTF_8)) + "." + encode(json(claims).getBytes(UTF_8));
        return input + "." + encode(signature(input));
    }

    /// The public key as a JWK in JSON.
    String jwk() {
        var members = new TreeMap<String, Object>(Map.of("kid", keyId, "use", "sig"));
        switch (pair.getPublic()) {
            case RSAPublicKey rsa -> {
                members.put("kty", "RSA");
                members.put("n", number(rsa.getModulus(), 0));
                members.put("e", number(rsa.getPublicExponent(), 0));
            }
            case ECPublicKey ec -> {
                members.putAll(Map.of("kty", "EC", "crv", "P-256"));
                members.put("x", number(ec.getW().getAffineX(), 32));
                members.put("y", number(ec.getW().getAffineY(), 32));
            }
            case EdECPublicKey ed -> {
                var encoded = ed.getEncoded();
                members.putAll(Map.of("kty", "OKP", "crv", "Ed25519"));
                members.put("x", encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
            }
            default -> throw new IllegalStateException();
        }
        return json(members);
    }

    static String keySet(TestKey... keys) {
        return "{\"keys\":["
                + String.join(",", Arrays.stream(keys).map(TestKey::jwk).toList()) + "]}";
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Numbers and truth values stand for themselves, everything else is a string; arrays are given as text in
    /// `[ ]`.
    static String json(Map<String, ?> members) {
        return "{"
                + String.join(
                        ",",
                        members.entrySet().stream()
                                .map(member -> "\"" + member.getKey() + "\":" + value(member.getValue()))
                                .toList())
                + "}";
    }

    private static String value(Object value) {
        var text = value.toString();
        return value instanceof Number || value instanceof Boolean || text.startsWith("[") ? text : '"' + text + '"';
    }

    private static String number(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var start = bytes[0] == 0 ? 1 : 0;
        var padded = new byte[Math.max(length, bytes.length - start)];
        System.arraycopy(bytes, start, padded, padded.length - bytes.length + start, bytes.length - start);
        return encode(padded);
    }

    private byte[] signature(String input) {
        try {
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        default -> "Ed25519";
                    });
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
