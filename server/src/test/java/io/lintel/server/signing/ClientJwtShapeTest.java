package io.lintel.server.signing;

import static io.lintel.server.signing.ClientJwtTrial.CLAIMS;
import static io.lintel.server.signing.ClientJwtTrial.RSA;
import static io.lintel.server.signing.ClientJwtTrial.client;
import static io.lintel.server.signing.ClientJwtTrial.sign;
import static io.lintel.server.signing.ClientJwtTrial.signRs256;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.JwsAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is no JWT of a client though its signature is good.
final class ClientJwtShapeTest {

    private final ClientJwtTrial trial = new ClientJwtTrial();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":1}",
                "{\"alg\":\"RS256\",\"typ\":null}",
                "{\"alg\":[\"RS256\"]}",
                "{}",
                "[]"
            })
    @Tag("SEC-G1")
    void headerThatIsOutOfOrderIsRefused(String header) {
        trial.assertRefused(client(RSA), signRs256(header, CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"shop\",\"iss\":\"thief\"}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "[]",
                "null",
                "{} {}",
                "{\"a\":1e400}",
                "{\"a\":99999999999999999999}"
            })
    @Tag("SEC-G1")
    void payloadThatIsOutOfOrderIsRefused(String payload) {
        trial.assertRefused(client(RSA), signRs256("{\"alg\":\"RS256\"}", payload));
    }

    @Test
    @Tag("SEC-G6")
    void oversizedAndDeeplyNestedAreRefused() {
        trial.assertRefused(client(RSA), signRs256("{\"alg\":\"RS256\"}", "{\"a\":\"" + "x".repeat(60_000) + "\"}"));
        trial.assertRefused(
                client(RSA), signRs256("{\"alg\":\"RS256\"}", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
    }

    @Test
    @Tag("SEC-G1")
    void base64urlHasOneSpelling() {
        var good = sign(JwsAlgorithm.RS256, CLAIMS);

        for (var other : List.of(good + "=", good + " ", " " + good, good.replaceFirst("\\.", "=."))) {
            trial.assertRefused(client(RSA), other);
        }
    }

    @Test
    void nullIsAsGoodAsAbsentAndFractionsAreCutOff() {
        var payload = "{\"iss\":\"shop\",\"exp\":1767268800.75,\"nbf\":null,\"claims\":{\"userinfo\":{\"name\":null}}}";

        var signed = trial.verify(client(RSA), signRs256("{\"alg\":\"RS256\"}", payload));

        assertThat(signed.claims().asMap()).containsEntry("exp", 1767268800L).doesNotContainKey("nbf");
        assertThat(signed.payload()).isEqualTo(payload);
    }

    @Test
    void claimedIssuerIsWhatTheJwtSays() {
        assertThat(trial.verifier.claimedIssuer(Secret.of(sign(JwsAlgorithm.RS256, CLAIMS))))
                .isEqualTo(new ClientId("shop"));
        for (var text :
                List.of("", "a.b.c", sign(JwsAlgorithm.RS256, "{}"), sign(JwsAlgorithm.RS256, "{\"iss\":\"\"}"))) {
            trial.assertRefused(() -> trial.verifier.claimedIssuer(Secret.of(text)));
        }
    }
}
