package io.lintel.server.signing;

import io.lintel.client.Client;
import io.lintel.client.ClientJwts;
import io.lintel.client.ClientKeys;
import io.lintel.client.SignedByClient;
import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.JwsSignature;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.VerificationKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies with the keys that clients have registered, or publish.
public final class ClientJwtVerifier implements ClientJwts {

    /// How many keys are tried for a JWT that names none.
    private static final int MOST_TRIES = 10;

    private final PublishedKeySets published;

    public ClientJwtVerifier(PublishedKeySets published) {
        this.published = published;
    }

    @Override
    public ClientId claimedIssuer(Secret jwt) {
        return claims(payload(parse(jwt)))
                .findString("iss")
                .filter(issuer -> !issuer.isEmpty())
                .map(ClientId::new)
                .orElseThrow(() -> InvalidJwtException.because("It names no issuer."));
    }

    @Override
    public SignedByClient verify(Client client, Set<JwsAlgorithm> accepted, Secret jwt) {
        var parsed = parse(jwt);
        var algorithm = JwsAlgorithm.find(parsed.algorithm())
                .filter(accepted::contains)
                .orElseThrow(() -> InvalidJwtException.because("Its alg is not one the client may use here."));
        if (!isSigned(client, algorithm, parsed)) {
            throw InvalidJwtException.because("The signature is not the client's.");
        }
        var payload = payload(parsed);
        return new SignedByClient(parsed.type(), algorithm, claims(payload), payload);
    }

    private boolean isSigned(Client client, JwsAlgorithm algorithm, CompactJws jwt) {
        if (algorithm.isSymmetric()) {
            var secret = client.secret();
            return secret != null && JwsSignature.verify(algorithm, secret, jwt.signingInput(), jwt.signature());
        }
        return keys(client, jwt.keyId()).stream()
                .filter(key -> key.mayHaveSigned(algorithm, jwt.keyId()))
                .limit(MOST_TRIES)
                .anyMatch(key -> key.verifies(algorithm, jwt.signingInput(), jwt.signature()));
    }

    private List<VerificationKey> keys(Client client, @Nullable String kid) {
        return switch (client.authentication().keys()) {
            case ClientKeys.None _ -> List.of();
            case ClientKeys.Inline(var jwkSet) -> ClientKeySet.parse(jwkSet);
            case ClientKeys.Published(var uri) ->
                published.keys(uri, client.registration().provenance(), kid);
        };
    }

    private static CompactJws parse(Secret jwt) {
        return CompactJws.parse(jwt.reveal());
    }

    private static String payload(CompactJws parsed) {
        return JwtJson.text("payload", parsed.payload());
    }

    private static JwtClaims claims(String payload) {
        var claims = JwtClaims.builder();
        JwtJson.readForeign("payload", payload).forEach(claims::add);
        return claims.build();
    }
}
