package io.lintel.example;

import java.security.SecureRandom;
import java.util.Base64;

/// Text nobody can guess: 256 random bits as 43 characters of base64url.
final class RandomText {

    private final SecureRandom random = new SecureRandom();

    String next() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
