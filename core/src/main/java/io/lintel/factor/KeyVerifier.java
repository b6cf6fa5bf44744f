package io.lintel.factor;

import io.lintel.secret.Secret;

/// Reads and checks what browsers answer for security keys (Web Authentication, level 2, sections 7.1 and 7.2):
/// challenge, origin, relying party, presence and verification of the user, signature. Counters are the caller's.
public interface KeyVerifier {

    /// The credential that a registration makes.
    ///
    /// @param answer the browser's credential in JSON
    /// @throws RefusedKeyException if it does not answer the challenge as it must
    Enrolment.Credential verifyRegistration(RelyingParty party, Secret challenge, String answer);

    /// The id of the credential an assertion is said to be of, in base64url.
    ///
    /// @throws RefusedKeyException if there is none
    String credentialId(String answer);

    /// The counter that an assertion of that credential shows.
    ///
    /// @throws RefusedKeyException if it does not answer the challenge as it must
    long verifyAssertion(RelyingParty party, Secret challenge, Enrolment.Credential credential, String answer);
}
