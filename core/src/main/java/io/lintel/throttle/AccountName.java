package io.lintel.throttle;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// The names that a directory may take for one.
final class AccountName {

    private AccountName() {}

    /// The same for all spellings of a name that differ in case, in the form of a character (NFKC), or in white
    /// space and invisible characters anywhere.
    static String canonical(String typed) {
        var composed = Normalizer.normalize(typed, Form.NFKC);
        var folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var visible = new StringBuilder();
        Normalizer.normalize(folded, Form.NFKC)
                .codePoints()
                .filter(AccountName::isVisible)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean isVisible(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
