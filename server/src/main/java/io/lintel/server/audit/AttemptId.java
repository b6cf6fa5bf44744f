package io.lintel.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.LoginId;
import io.lintel.secret.Digest;

/// Names one attempt to sign in, from the first request to the tokens: on error pages, and in every line of the log.
///
/// It is derived from the id of the login, which travels as `state` and stays out of what people read aloud, mail
/// and photograph. Twelve characters of Crockford's base 32, in which no letter can be taken for a digit.
///
/// @param value such as `k3v9-0q7m-2xhd`
public record AttemptId(String value) {

    /// The key of the log.
    public static final String KEY = "attempt";

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;

    public static AttemptId of(LoginId login) {
        var hash = Digest.sha256(login.value().getBytes(UTF_8));
        var text = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(hash[i] & 31));
        }
        return new AttemptId(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
