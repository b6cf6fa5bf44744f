package io.lintel.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.Subject;
import io.lintel.secret.Digest;

/// The column `owner`: a user id may be longer than an index takes, and hold what a text column does not.
final class Owner {

    private Owner() {}

    static byte[] of(Subject user) {
        return Digest.sha256(user.encode().getBytes(UTF_8));
    }
}
