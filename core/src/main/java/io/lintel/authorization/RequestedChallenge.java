package io.lintel.authorization;

import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import java.util.List;
import java.util.Optional;

/// Reads the `code_challenge` of a request, wherever a client may send one (RFC 7636, section 4.3).
public final class RequestedChallenge {

    private RequestedChallenge() {}

    /// @param accepted the methods that are accepted
    /// @throws OAuth2Exception `invalid_request` if there is one that no verifier can match, or its method alone
    public static Optional<CodeChallenge> find(Parameters parameters, List<CodeChallengeMethod> accepted) {
        var value = parameters.find("code_challenge");
        if (value.isEmpty()) {
            if (parameters.has("code_challenge_method")) {
                throw invalid("A code_challenge_method needs a code_challenge.");
            }
            return Optional.empty();
        }
        var method = CodeChallengeMethod.find(
                        parameters.find("code_challenge_method").orElse(CodeChallengeMethod.PLAIN.value()))
                .filter(accepted::contains)
                .orElseThrow(() -> invalid("The code_challenge_method is not supported."));
        return Optional.of(CodeChallenge.of(method, value.get()));
    }

    private static OAuth2Exception invalid(String description) {
        return OAuth2Exception.of(ErrorCode.INVALID_REQUEST, description);
    }
}
