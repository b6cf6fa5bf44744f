package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// Secrets that stand in public documentation and are copied from there.
final class WellKnownSecrets {

    /// `example-app-secret` in base64, from the getting-started pages and every example file of dex.
    private static final String CLIENT_SECRET = "ZXhhbXBsZS1hcHAtc2VjcmV0";

    /// Of the word `password`, from the same pages.
    private static final String PASSWORD_HASH = "$2a$10$2b2cU8CPhOTaGrs1HRQuAueS7JTT5ZHsHSzYiFPm1leZck7Mc8T4W";

    private WellKnownSecrets() {}

    static boolean isClientSecret(String secret) {
        return same(secret, CLIENT_SECRET);
    }

    static boolean isPasswordHash(String hash) {
        return same(hash, PASSWORD_HASH);
    }

    private static boolean same(String secret, String known) {
        return MessageDigest.isEqual(secret.getBytes(UTF_8), known.getBytes(UTF_8));
    }
}
