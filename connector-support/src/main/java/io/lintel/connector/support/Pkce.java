package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lintel.secret.Digest;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.util.Base64;

/// A code verifier (RFC 7636): what proves at the token endpoint that a code was asked for here, in this login.
///
/// @param verifier 43 characters, 256 random bits
public record Pkce(Secret verifier) {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    public static Pkce random(Entropy entropy) {
        return new Pkce(Secret.of(BASE64URL.encodeToString(entropy.bytes(32))));
    }

    /// The `nonce` of the same login (OpenID Connect Core, section 3.1.2.1), made of the verifier so that there is
    /// one thing to remember. It tells nothing of the verifier.
    public String nonce() {
        return BASE64URL.encodeToString(Digest.sha256(("nonce " + verifier.reveal()).getBytes(US_ASCII)));
    }

    /// The challenge of the method S256.
    public String challenge() {
        return BASE64URL.encodeToString(Digest.sha256(verifier.reveal().getBytes(US_ASCII)));
    }
}
