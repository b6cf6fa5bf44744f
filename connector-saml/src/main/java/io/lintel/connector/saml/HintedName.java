package io.lintel.connector.saml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom the application thinks the person is, as a request can say it (SAML Core, section 3.4.1). It is text of a
/// stranger: what is no plain line is passed over.
record HintedName(String value, NameIdFormat format) {

    private static final int LONGEST = 256;

    static Optional<HintedName> find(@Nullable String hint) {
        return Optional.ofNullable(hint)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST)
                .filter(text -> text.codePoints().allMatch(HintedName::isPlain))
                .map(text -> new HintedName(
                        text, text.contains("@") ? NameIdFormat.EMAIL_ADDRESS : NameIdFormat.UNSPECIFIED));
    }

    /// Nothing that XML cannot hold, and nothing that is not seen.
    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// Shows nothing of the person.
    @Override
    public String toString() {
        return "HintedName[format=" + format + "]";
    }
}
