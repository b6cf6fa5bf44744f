package io.lintel.server.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.factor.RefusedKeyException;
import io.lintel.factor.RelyingParty;
import io.lintel.factor.RelyingParty.Attestation;
import io.lintel.factor.RelyingParty.UserVerification;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser answers for a key is hostile input.
@Tag("SEC-H5")
final class WebAuthnVerifierTest {

    private static final Secret CHALLENGE = Secret.of("c2l4dGVlbiBieXRlcyBvZiBhIGNoYWxsZW5nZSEhISE");
    private static final RelyingParty PARTY = party(UserVerification.PREFERRED);
    private static final WebAuthnVerifier VERIFIER = new WebAuthnVerifier();

    /// What is wrong about a key or the browser before it, by what it is.
    private static final Map<String, Consumer<SoftwareKey>> WRONG = Map.of(
            "another challenge", key -> key.challenge = "b3RoZXIgYnl0ZXMgb2YgYSBjaGFsbGVuZ2UhISEhISE",
            "another origin", key -> key.origin = "https://evil.example",
            "an origin below", key -> key.origin = "https://evil.id.example",
            "another port", key -> key.origin = "https://id.example:8443",
            "another relying party", key -> key.party = "evil.example",
            "another type", key -> key.type = "payment.get",
            "a frame in another site", key -> key.crossOrigin = true,
            "nobody present", key -> key.flags = 0);

    private final SoftwareKey key = new SoftwareKey(1);

    @Test
    void keyIsRegisteredAndShown() {
        key.counter = 7;
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));
        assertThat(credential.counter()).isEqualTo(7);
        assertThat(credential.isSynchronized()).isFalse();
        assertThat(credential.transports()).containsExactly("usb");

        key.counter = 3;
        var answer = key.assertion(CHALLENGE);
        assertThat(VERIFIER.credentialId(answer)).isEqualTo(credential.id());
        // Whether a counter has grown is decided where it is stored.
        assertThat(VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, answer))
                .isEqualTo(3);
    }

    @Test
    void keyThatMayBeOnSeveralDevicesSaysSo() {
        key.flags = SoftwareKey.PRESENT | SoftwareKey.BACKUP_ELIGIBLE;

        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));

        assertThat(credential.isSynchronized()).isTrue();
        assertThat(VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, key.assertion(CHALLENGE)))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongAnswerIsRefused(String what) {
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));
        WRONG.getOrDefault(what, _ -> {}).accept(key);

        refused(() -> VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE)));
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, key.assertion(CHALLENGE)));
    }

    static List<String> wrong() {
        return WRONG.keySet().stream().sorted().toList();
    }

    @Test
    void verificationOfTheUserIsCheckedWhereItIsRequired() {
        var strict = party(UserVerification.REQUIRED);
        refused(() -> VERIFIER.verifyRegistration(strict, CHALLENGE, key.registration(CHALLENGE)));

        key.flags = SoftwareKey.PRESENT | SoftwareKey.VERIFIED;
        var credential = VERIFIER.verifyRegistration(strict, CHALLENGE, key.registration(CHALLENGE));
        VERIFIER.verifyAssertion(strict, CHALLENGE, credential, key.assertion(CHALLENGE));

        key.flags = SoftwareKey.PRESENT;
        refused(() -> VERIFIER.verifyAssertion(strict, CHALLENGE, credential, key.assertion(CHALLENGE)));
    }

    @Test
    void signatureIsThatOfTheRegisteredKey() {
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));

        var sameId = new SoftwareKey(1);
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, sameId.assertion(CHALLENGE)));
        var otherId = new SoftwareKey(2);
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, otherId.assertion(CHALLENGE)));
        key.breaksItsSignature = true;
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, key.assertion(CHALLENGE)));
    }

    @Test
    void assertionIsNoRegistrationAndTheOtherWayRound() {
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));

        refused(() -> VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.assertion(CHALLENGE)));
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, key.registration(CHALLENGE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "7",
                "\"x\"",
                "{\"id\":1}",
                "{\"id\":\"\",\"rawId\":\"\",\"response\":{}}",
                "{\"rawId\":\"!\",\"response\":null}"
            })
    void whatIsNoAnswerIsRefused(String answer) {
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, key.registration(CHALLENGE));

        refused(() -> VERIFIER.verifyRegistration(PARTY, CHALLENGE, answer));
        refused(() -> VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, answer));
    }

    @Test
    void answerThatIsCutShortOrChangedAnywhereIsRefusedOrTheSame() {
        var answer = key.registration(CHALLENGE);
        var credential = VERIFIER.verifyRegistration(PARTY, CHALLENGE, answer);
        IntStream.range(0, answer.length())
                .forEach(end -> refused(() -> VERIFIER.verifyRegistration(PARTY, CHALLENGE, answer.substring(0, end))));

        var assertion = key.assertion(CHALLENGE);
        for (var at = 0; at < assertion.length(); at++) {
            for (var other : new char[] {'A', '"', '{', '\\', '\u0000'}) {
                var changed = assertion.substring(0, at) + other + assertion.substring(at + 1);
                try {
                    VERIFIER.verifyAssertion(PARTY, CHALLENGE, credential, changed);
                } catch (RefusedKeyException expected) {
                    assertThat(expected).hasMessageNotContaining(credential.id());
                }
            }
        }
    }

    private static void refused(Runnable check) {
        assertThatExceptionOfType(RefusedKeyException.class).isThrownBy(check::run);
    }

    private static RelyingParty party(UserVerification verification) {
        return new RelyingParty(
                "id.example",
                "Example",
                List.of("https://id.example"),
                Attestation.NONE,
                verification,
                null,
                Duration.ofMinutes(5));
    }
}
