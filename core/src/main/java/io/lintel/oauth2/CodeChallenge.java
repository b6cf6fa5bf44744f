package io.lintel.oauth2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.secret.Digest;
import java.util.Base64;
import java.util.regex.Pattern;

/// A `code_challenge` and its method (RFC 7636, section 4.3).
public record CodeChallenge(CodeChallengeMethod method, String value) {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /// The base64url of 32 bytes: the last character holds four bits.
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    /// @throws OAuth2Exception `invalid_request` if no verifier can match it
    public static CodeChallenge of(CodeChallengeMethod method, String value) {
        var isPossible =
                switch (method) {
                    case PLAIN -> VERIFIER.matcher(value).matches();
                    case S256 -> DIGEST.matcher(value).matches();
                };
        if (!isPossible) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The code_challenge is none that its method can make.");
        }
        return new CodeChallenge(method, value);
    }

    /// Whether this challenge was made from that verifier; takes the same time wherever they differ.
    public boolean matches(CodeVerifier verifier) {
        var ascii = verifier.value().reveal().getBytes(US_ASCII);
        var expected =
                switch (method) {
                    case PLAIN -> ascii;
                    case S256 ->
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Digest.sha256(ascii))
                                .getBytes(US_ASCII);
                };
        return Digest.equal(expected, value.getBytes(US_ASCII));
    }
}
