package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import io.lintel.memory.InMemorySigningKeys;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SigningAlgorithm;
import io.lintel.signing.SigningAlgorithms;
import io.lintel.signing.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JwtSignerTest {

    private static final JwtClaims CLAIMS = JwtClaims.builder()
            .add("iss", "https://login.example.org/ü")
            .add("sub", "CgNmb28SA2Jhcg")
            .audience(List.of("shop", "desk"))
            .add("exp", 1_800_000_000)
            .add("email_verified", false)
            .add("federated_claims", Map.of("connector_id", "corp"))
            .build();

    /// One store for each algorithm, since RSA keys take long to make.
    private static final Map<SigningAlgorithm, SigningKeys> STORES = Arrays.stream(SigningAlgorithm.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), any -> new InMemorySigningKeys()));

    @ParameterizedTest
    @EnumSource
    void headerIsAlgAndKidAndTypIfThereIsOne(SigningAlgorithm algorithm) {
        var replica = replica(algorithm, Cryptography.ofJdk());
        var kid = replica.signingKey().id();

        assertThat(part(replica.signer().sign(CLAIMS, null), 0))
                .isEqualTo("{\"alg\":\"" + algorithm.jwaName() + "\",\"kid\":\"" + kid + "\"}");
        assertThat(part(replica.signer().sign(CLAIMS, "at+jwt"), 0))
                .isEqualTo("{\"alg\":\"" + algorithm.jwaName() + "\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}");
    }

    @Test
    void claimsAreWrittenInTheirOrder() {
        var replica = replica(SigningAlgorithm.EDDSA, Cryptography.ofJdk());

        assertThat(part(replica.signer().sign(CLAIMS, null), 1))
                .isEqualTo("{\"iss\":\"https://login.example.org/ü\",\"sub\":\"CgNmb28SA2Jhcg\","
                        + "\"aud\":[\"shop\",\"desk\"],\"exp\":1800000000,\"email_verified\":false,"
                        + "\"federated_claims\":{\"connector_id\":\"corp\"}}");
    }

    static List<Cryptography> engines() {
        return List.of(Cryptography.ofJdk(), Cryptography.load(Runnable::run).awaitLoaded());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void othersVerifyRs256WithThePublishedKey(Cryptography cryptography) throws JOSEException, ParseException {
        var replica = replica(SigningAlgorithm.RS256, cryptography);

        assertVerifies(replica, new RSASSAVerifier(published(replica).toRSAKey()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void othersVerifyEs256WithThePublishedKey(Cryptography cryptography) throws JOSEException, ParseException {
        var replica = replica(SigningAlgorithm.ES256, cryptography);

        assertVerifies(replica, new ECDSAVerifier(published(replica).toECKey()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void othersVerifyEdDsaWithThePublishedKey(Cryptography cryptography)
            throws GeneralSecurityException, ParseException {
        var replica = replica(SigningAlgorithm.EDDSA, cryptography);
        var x = published(replica).toOctetKeyPair().getX().decode();
        var jwt = replica.signer().sign(CLAIMS, null);

        // A SubjectPublicKeyInfo for Ed25519 is these twelve bytes and x (RFC 8410, section 4).
        var encoded = Base64.getDecoder()
                .decode("MCowBQYDK2VwAyEA" + Base64.getEncoder().encodeToString(x));
        var verification = Signature.getInstance("Ed25519");
        verification.initVerify(SigningAlgorithm.EDDSA.parsePublicKey(encoded));
        verification.update(jwt.substring(0, jwt.lastIndexOf('.')).getBytes(UTF_8));

        assertThat(verification.verify(Base64.getUrlDecoder().decode(jwt.substring(jwt.lastIndexOf('.') + 1))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void weVerifyWhatWeSign(SigningAlgorithm algorithm) {
        for (var cryptography : engines()) {
            var replica = replica(algorithm, cryptography);

            var verified = replica.verifier().verify(replica.signer().sign(CLAIMS, "at+jwt"));

            assertThat(verified.claims()).isEqualTo(CLAIMS);
            assertThat(new ArrayList<>(verified.claims().asMap().keySet()))
                    .isEqualTo(new ArrayList<>(CLAIMS.asMap().keySet()));
            assertThat(verified.type()).isEqualTo("at+jwt");
            assertThat(verified.algorithm()).isEqualTo(algorithm);
        }
    }

    @Test
    void tokenWithoutTypHasNone() {
        var replica = replica(SigningAlgorithm.EDDSA, Cryptography.ofJdk());

        assertThat(replica.verifier()
                        .verify(replica.signer().sign(CLAIMS, null))
                        .type())
                .isNull();
    }

    @Test
    void pinnedSignerKeepsItsKeyWhenAnotherBecomesActive() {
        var store = new InMemorySigningKeys();
        var before = new Replica(store, SigningAlgorithm.EDDSA, Cryptography.ofJdk());
        var first = before.signingKey().id();
        var replica = new Replica(store, SigningAlgorithm.ES256, Cryptography.ofJdk());
        replica.pass(Duration.ofMinutes(20));
        replica.keys().refresh();
        var pinned = replica.signer().pinned();

        replica.pass(Duration.ofMinutes(20));
        replica.keys().refresh();

        assertThat(replica.signer().algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(pinned.algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
        assertThat(part(pinned.sign(CLAIMS, null), 0)).contains(first.value());
    }

    @Test
    @Tag("SEC-G4")
    void algorithmThatIsNotThereYetIsSignedAsEverythingElse() {
        var store = new InMemorySigningKeys();
        var before = new Replica(store, SigningAlgorithm.EDDSA, Cryptography.ofJdk());
        before.keys().refresh();
        var replica = new Replica(
                store,
                new SigningAlgorithms(SigningAlgorithm.EDDSA, List.of(SigningAlgorithm.ES256)),
                Cryptography.ofJdk(),
                Replica.SCHEDULE,
                Replica.SEALING_KEY);
        replica.keys().refresh();

        assertThat(replica.keys().keys()).hasSize(2);
        assertThat(replica.signer().pinned(SigningAlgorithm.ES256).algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
        replica.pass(Duration.ofMinutes(20));
        replica.keys().refresh();
        assertThat(replica.signer().pinned(SigningAlgorithm.ES256).algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(replica.signer().algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
        assertThat(replica.verifier()
                        .verify(replica.signer().pinned(SigningAlgorithm.ES256).sign(CLAIMS, null))
                        .algorithm())
                .isEqualTo(SigningAlgorithm.ES256);
    }

    private static Replica replica(SigningAlgorithm algorithm, Cryptography cryptography) {
        return new Replica(Objects.requireNonNull(STORES.get(algorithm)), algorithm, cryptography);
    }

    private static void assertVerifies(Replica replica, JWSVerifier verifier) throws JOSEException, ParseException {
        var jwt = SignedJWT.parse(replica.signer().sign(CLAIMS, null));
        assertThat(jwt.verify(verifier)).isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("shop", "desk");
    }

    private static JWK published(Replica replica) throws ParseException {
        return JWK.parse(Map.copyOf(replica.keys().keys().getFirst().members()));
    }

    private static String part(String jwt, int index) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]), UTF_8);
    }
}
