package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SettableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Clients sign here, and only what they signed verifies, letter by letter. Assertions are used once.
public final class FakeClientJwts implements ClientJwts, UsedAssertions {

    /// The names the provider goes by.
    public static final String ISSUER = "https://login.example.org";

    public static final String TOKEN_ENDPOINT = ISSUER + "/token";
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private record Signed(ClientId signer, SignedByClient content) {}

    private final Map<String, Signed> signed = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final SettableClock clock = new SettableClock(NOON);

    /// One that takes what was signed here, at [#NOON].
    public ClientAuthenticator authenticator(Clients clients) {
        return new ClientAuthenticator(
                clients, new ClientAssertions(this, this, Set.of(ISSUER, TOKEN_ENDPOINT), clock));
    }

    /// @param signer who really signs
    public Secret sign(ClientId signer, JwsAlgorithm algorithm, @Nullable String type, JwtClaims claims) {
        var jwt = "jwt-" + signed.size();
        signed.put(jwt, new Signed(signer, new SignedByClient(type, algorithm, claims, "{}")));
        return Secret.of(jwt);
    }

    @Override
    public ClientId claimedIssuer(Secret jwt) {
        return find(jwt)
                .content()
                .claims()
                .findString("iss")
                .map(ClientId::new)
                .orElseThrow(() -> InvalidJwtException.because("it names no issuer"));
    }

    @Override
    public SignedByClient verify(Client client, Set<JwsAlgorithm> accepted, Secret jwt) {
        var found = find(jwt);
        if (!found.signer().equals(client.id())
                || !accepted.contains(found.content().algorithm())) {
            throw InvalidJwtException.because("the signature is not the client's");
        }
        return found.content();
    }

    @Override
    public boolean claim(ClientId client, String jti, Instant until) {
        return used.add(client + " " + jti);
    }

    private Signed find(Secret jwt) {
        var found = signed.get(jwt.reveal());
        if (found == null) {
            throw InvalidJwtException.because("it is no JWT");
        }
        return found;
    }
}
