package io.lintel.oauth2;

import io.lintel.secret.Secret;
import java.util.regex.Pattern;

/// A `code_verifier`: 43 to 128 unreserved characters (RFC 7636, section 4.1).
public record CodeVerifier(Secret value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /// @throws OAuth2Exception `invalid_grant` if it cannot be a verifier
    public static CodeVerifier parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_GRANT, "the code_verifier is not 43 to 128 unreserved characters");
        }
        return new CodeVerifier(Secret.of(text));
    }
}
