package io.lintel.factor;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A code that is good once, in place of any factor, for whoever has lost it.
///
/// @param value 128 random bits as 26 characters of base32
public record RecoveryCode(Secret value) {

    /// How many an end-user is given.
    public static final int COUNT = 10;

    private static final int GROUP = 5;
    private static final Pattern WRITTEN = Pattern.compile("[a-z2-7]{26}");

    /// Reads what an end-user typed: case, spaces and hyphens do not matter.
    public static Optional<RecoveryCode> parse(String typed) {
        var plain = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return WRITTEN.matcher(plain).matches() ? Optional.of(new RecoveryCode(Secret.of(plain))) : Optional.empty();
    }

    /// In groups that can be read and typed.
    public Secret shown() {
        var plain = value.reveal();
        var text = new StringBuilder();
        for (var i = 0; i < plain.length(); i += GROUP) {
            text.append(i == 0 ? "" : "-").append(plain, i, Math.min(i + GROUP, plain.length()));
        }
        return Secret.of(text.toString());
    }

    /// What is stored in its place.
    String hash() {
        return HexFormat.of().formatHex(Digest.sha256(value));
    }
}
