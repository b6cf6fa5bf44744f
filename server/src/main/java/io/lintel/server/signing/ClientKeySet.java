package io.lintel.server.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The keys in a JWK Set of a client (RFC 7517, section 5). Keys that are too weak, of a kind we do not know, or
/// not for signatures are passed over. A set with a key that must stay secret is refused whole: whoever published
/// it does not know what they do.
public final class ClientKeySet {

    public static final int MOST_CHARACTERS = JwtVerifier.MOST_CHARACTERS;

    private static final int MOST_KEYS = 100;
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private ClientKeySet() {}

    /// Writes a set that is known as keys and values.
    ///
    /// @throws IllegalArgumentException if it holds something other than texts, numbers, truth values, lists and
    ///     maps
    public static String write(SequencedMap<String, ?> set) {
        return new String(JwtJson.write(set), UTF_8);
    }

    /// Checks what somebody registers: it must be readable and have a key that can be used.
    ///
    /// @throws InvalidJwtException says what is wrong with it
    public static void requireUsable(String json) {
        if (parse(json).isEmpty()) {
            throw InvalidJwtException.because("The key set has no key that can verify a signature.");
        }
    }

    /// @throws InvalidJwtException if it is no JWK Set, too large, or holds a secret
    static List<VerificationKey> parse(String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw InvalidJwtException.because("The key set is longer than " + MOST_CHARACTERS + " characters.");
        }
        if (!(JwtJson.readForeign("key set", json).get("keys") instanceof List<?> written)) {
            throw InvalidJwtException.because("The key set has no list of keys.");
        }
        if (written.size() > MOST_KEYS) {
            throw InvalidJwtException.because("The key set has more than " + MOST_KEYS + " keys.");
        }
        var keys = new ArrayList<VerificationKey>();
        for (var each : written) {
            if (!(each instanceof Map<?, ?> members)) {
                throw InvalidJwtException.because("The key set holds something that is no key.");
            }
            if (SECRET_MEMBERS.stream().anyMatch(members::containsKey)) {
                throw InvalidJwtException.because("The key set holds a key that must stay secret.");
            }
            VerificationKey.find(members).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }
}
