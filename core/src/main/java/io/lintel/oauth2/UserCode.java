package io.lintel.oauth2;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.util.Optional;

/// What an end-user copies from a device to a browser, such as `WDJB-MJHT` (RFC 8628, section 6.1): eight of twenty
/// letters, more than 34 bits. Without vowels they make no words, and no letter is taken for a digit.
///
/// @param value as it is shown
public record UserCode(Secret value) {

    /// How many user codes there are: 20^8.
    public static final long DIFFERENT = 25_600_000_000L;

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 64;

    public static UserCode random(Entropy entropy) {
        var letters = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(entropy.below(ALPHABET.length())));
        }
        return of(letters);
    }

    /// Reads what somebody typed: in any case, with anything between the letters. Empty if it is no user code.
    public static Optional<UserCode> parse(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var letters = new StringBuilder(LENGTH);
        for (var i = 0; i < typed.length(); i++) {
            var letter = upperCase(typed.charAt(i));
            if (ALPHABET.indexOf(letter) >= 0) {
                letters.append(letter);
            } else if (Character.isLetterOrDigit(letter)) {
                return Optional.empty();
            }
        }
        return letters.length() == LENGTH ? Optional.of(of(letters)) : Optional.empty();
    }

    private static UserCode of(StringBuilder letters) {
        return new UserCode(Secret.of(letters.insert(LENGTH / 2, '-').toString()));
    }

    private static char upperCase(char typed) {
        return typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
    }
}
