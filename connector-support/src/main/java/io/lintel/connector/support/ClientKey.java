package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Entropy;
import io.lintel.signing.Base64Url;
import io.lintel.signing.SigningAlgorithm;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A private key by which we prove to an upstream who we are, in place of a secret that both know (RFC 7523,
/// section 2.2; `private_key_jwt` of OpenID Connect Core, section 9).
public final class ClientKey {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
    private static final int LEAST_RSA_BITS = 2048;

    private final PrivateKey key;
    private final SigningAlgorithm algorithm;
    private final @Nullable String id;
    private final Entropy entropy = new Entropy();

    private ClientKey(PrivateKey key, SigningAlgorithm algorithm, @Nullable String id) {
        this.key = key;
        this.algorithm = algorithm;
        this.id = id;
    }

    /// Reads it from a file of PEM. The kind of the key says how it signs: RS256, ES256, ES384, ES512 or EdDSA.
    ///
    /// @param name the key of the configuration
    /// @param id the `kid` that the upstream must be told, if any
    /// @throws ConnectorException misconfigured if it is none of these
    public static ClientKey read(String name, String path, @Nullable String id) {
        var key = PrivateKeyFile.read(name, path, KINDS);
        return new ClientKey(key, algorithm(name, key), id);
    }

    private static SigningAlgorithm algorithm(String name, PrivateKey key) {
        return switch (key) {
            case RSAPrivateKey rsa when rsa.getModulus().bitLength() >= LEAST_RSA_BITS -> SigningAlgorithm.RS256;
            case RSAPrivateKey _ ->
                throw ConnectorException.misconfigured(
                        name + " holds an RSA key of less than " + LEAST_RSA_BITS + " bits");
            case EdECPrivateKey _ -> SigningAlgorithm.EDDSA;
            case ECPrivateKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> SigningAlgorithm.ES256;
                    case 384 -> SigningAlgorithm.ES384;
                    case 521 -> SigningAlgorithm.ES512;
                    default ->
                        throw ConnectorException.misconfigured(
                                name + " holds a key on another curve than P-256, P-384 and P-521");
                };
            default -> throw ConnectorException.misconfigured(name + " holds a key of another kind");
        };
    }

    /// The fields of a form that prove it. Each is good for one minute and once.
    ///
    /// @param tokenEndpoint whom they are for, also at other endpoints (OpenID Connect Core, section 9)
    Map<String, String> fields(String client, URI tokenEndpoint, Instant now) {
        return Map.of(
                "client_id",
                client,
                "client_assertion_type",
                TYPE,
                "client_assertion",
                jwt(client, tokenEndpoint, now));
    }

    private String jwt(String client, URI tokenEndpoint, Instant now) {
        var header = new LinkedHashMap<String, Json>();
        header.put("alg", new Json.Text(algorithm.jwaName()));
        header.put("typ", new Json.Text("JWT"));
        if (id != null) {
            header.put("kid", new Json.Text(id));
        }
        var claims = new LinkedHashMap<String, Json>();
        claims.put("iss", new Json.Text(client));
        claims.put("sub", new Json.Text(client));
        claims.put("aud", new Json.Text(tokenEndpoint.toString()));
        claims.put("jti", new Json.Text(entropy.identifier()));
        claims.put("iat", new Json.Whole(now.getEpochSecond()));
        claims.put("exp", new Json.Whole(now.plus(LIFE).getEpochSecond()));
        var signed = part(header) + "." + part(claims);
        return signed + "." + Base64Url.encode(signature(signed.getBytes(UTF_8)));
    }

    private static String part(Map<String, Json> members) {
        return Base64Url.encode(Json.write(new Json.Members(members)).getBytes(UTF_8));
    }

    private byte[] signature(byte[] content) {
        try {
            var signature = Signature.getInstance(algorithm.signatureAlgorithm());
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("a key for " + algorithm.jwaName() + " does not sign", unusable);
        }
    }

    /// Shows no key.
    @Override
    public String toString() {
        return "ClientKey[" + algorithm.jwaName() + "]";
    }
}
