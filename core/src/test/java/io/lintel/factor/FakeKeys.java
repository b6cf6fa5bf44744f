package io.lintel.factor;

import io.lintel.secret.Secret;
import java.util.List;

/// Keys whose answers are words: `credential challenge counter`.
public final class FakeKeys implements KeyVerifier {

    /// What a key with that counter answers.
    public static KeyAnswer answer(KeyChallenges.Issued challenge, String credential, long counter) {
        return new KeyAnswer(
                challenge.ticket(), credential + " " + challenge.value().reveal() + " " + counter);
    }

    @Override
    public Enrolment.Credential verifyRegistration(RelyingParty party, Secret challenge, String answer) {
        var counter = requireAnswer(challenge, answer);
        return new Enrolment.Credential(
                credentialId(answer), "public key", counter, answer.startsWith("passkey"), List.of());
    }

    @Override
    public String credentialId(String answer) {
        return answer.split(" ", -1)[0];
    }

    @Override
    public long verifyAssertion(RelyingParty party, Secret challenge, Enrolment.Credential credential, String answer) {
        return requireAnswer(challenge, answer);
    }

    private static long requireAnswer(Secret challenge, String answer) {
        var words = answer.split(" ", -1);
        if (words.length != 3 || !challenge.equals(Secret.of(words[1]))) {
            throw RefusedKeyException.because("another challenge");
        }
        return Long.parseLong(words[2]);
    }
}
