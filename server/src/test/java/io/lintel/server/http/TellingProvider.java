package io.lintel.server.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackUpstream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An OpenID provider on the loopback interface that tells of Alice, in whatever ID token a test has it issue.
final class TellingProvider implements AutoCloseable {

    static final String CLIENT_ID = "lintel";

    private final ECKey key = key();
    private final AtomicReference<String> next = new AtomicReference<>("");
    private final LoopbackUpstream upstream = LoopbackUpstream.startPlain(this::answer);

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    String issuer() {
        return upstream.at("/op").toString();
    }

    /// The next code gives this ID token.
    void issueNext(String idToken) {
        next.set(idToken);
    }

    /// @param client whom it is for
    /// @param nonce none if null
    String idToken(Instant now, String client, @Nullable String nonce) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("alice")
                .audience(client)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("name", "Alice")
                .claim("email", "alice@example.org")
                .claim("email_verified", true)
                .claim("nonce", nonce)
                .build();
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private Answer answer(Asked asked) {
        return switch (asked.path()) {
            case "/op/.well-known/openid-configuration" ->
                json(Map.of(
                        "issuer", issuer(),
                        "authorization_endpoint", issuer() + "/authorize",
                        "token_endpoint", issuer() + "/token",
                        "jwks_uri", issuer() + "/keys",
                        "response_types_supported", List.of("code"),
                        "subject_types_supported", List.of("public"),
                        "id_token_signing_alg_values_supported", List.of("ES256")));
            case "/op/keys" -> json(Map.of("keys", List.of(key.toPublicJWK().toJSONObject())));
            case "/op/token" ->
                json(Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", next.get()));
            default -> Answer.json(404, "{}");
        };
    }

    private static Answer json(Map<String, Object> members) {
        return Answer.json(200, JSONObjectUtils.toJSONString(members));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
