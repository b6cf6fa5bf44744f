package io.lintel.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.signing.FakeSigningKeys;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.KeySchedule;
import io.lintel.signing.SigningAlgorithm;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two whole signers on one store, and clients with a library of their own that keep key sets as long as they
/// may.
final class SigningReplicasTest {

    private static final int ROTATIONS = 200;
    private static final Duration CACHE = Duration.ofMinutes(10);
    private static final KeySchedule SCHEDULE = new KeySchedule(Duration.ofMinutes(20), Duration.ofHours(1), CACHE);
    private static final Duration TICK = Duration.ofMinutes(5);
    private static final JwtClaims CLAIMS =
            JwtClaims.builder().add("sub", "CgNmb28SA2Jhcg").build();

    private final FakeSigningKeys store = new FakeSigningKeys();
    private final List<Replica> replicas = List.of(replica(), replica());
    private final ArrayDeque<List<JWKSet>> fetched = new ArrayDeque<>();

    @Test
    @Tag("SEC-G4")
    @Tag("REL-4")
    @Tag("REL-16")
    void everyTokenVerifiesWithKeySetsFetchedUpToTheCacheTimeBefore() throws ParseException, JOSEException {
        var failed = new ArrayList<String>();
        while (store.changes() <= ROTATIONS) {
            fetched.addLast(List.of(keySet(replicas.getFirst()), keySet(replicas.getLast())));
            if (fetched.size() > CACHE.dividedBy(TICK) + 1) {
                fetched.removeFirst();
            }
            for (var replica : replicas) {
                var token = SignedJWT.parse(replica.signer().sign(CLAIMS, null));
                var kid = token.getHeader().getKeyID();
                var key = fetched.getFirst().getFirst().getKeyByKeyId(kid);
                if (key == null
                        || !key.equals(fetched.getFirst().getLast().getKeyByKeyId(kid))
                        || !token.verify(verifier(key))) {
                    failed.add(kid);
                }
            }
            for (var replica : replicas) {
                replica.pass(TICK);
                replica.keys().refresh();
            }
        }

        assertThat(failed).isEmpty();
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        var verifier = new ECDSAVerifier(key.toECKey());
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            verifier.getJCAContext().setProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        }
        return verifier;
    }

    private static JWKSet keySet(Replica replica) throws ParseException {
        var keys = new ArrayList<JWK>();
        for (var jwk : replica.keys().keys()) {
            keys.add(JWK.parse(Map.copyOf(jwk.members())));
        }
        return new JWKSet(keys);
    }

    private Replica replica() {
        return new Replica(
                store,
                SigningAlgorithm.ES256,
                Cryptography.load(Runnable::run).awaitLoaded(),
                SCHEDULE,
                Replica.SEALING_KEY);
    }
}
