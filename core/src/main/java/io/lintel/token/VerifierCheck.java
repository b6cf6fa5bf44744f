package io.lintel.token;

import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeVerifier;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import org.jspecify.annotations.Nullable;

/// A challenge and a verifier need each other (RFC 7636, section 4.6): a stray verifier means that the challenge was
/// stripped on the way.
public final class VerifierCheck {

    private VerifierCheck() {}

    /// @throws OAuth2Exception `invalid_grant`
    public static void require(@Nullable CodeChallenge challenge, Parameters parameters) {
        var verifier = parameters.find("code_verifier");
        if (challenge == null) {
            if (verifier.isPresent()) {
                throw refused("there is a code_verifier, but there was no code_challenge");
            }
            return;
        }
        if (!challenge.matches(CodeVerifier.parse(
                verifier.orElseThrow(() -> refused("the code_verifier is missing, but there was a code_challenge"))))) {
            throw refused("the code_verifier does not match the code_challenge");
        }
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, detail);
    }
}
