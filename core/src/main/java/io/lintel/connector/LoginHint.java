package io.lintel.connector;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an application thinks the end-user is called (`login_hint`, OpenID Connect Core, section 3.1.2.1). A stranger
/// wrote it: it is one line of up to 256 visible characters.
public record LoginHint(String value) {

    private static final int LONGEST = 256;

    /// @throws IllegalArgumentException unless it is such a line
    public LoginHint {
        if (!isLine(value)) {
            throw new IllegalArgumentException("a hint is a line of up to 256 visible characters");
        }
    }

    /// A hint is never a reason to refuse a request: what is none is passed over.
    public static Optional<LoginHint> find(@Nullable String text) {
        return Optional.ofNullable(text).filter(LoginHint::isLine).map(LoginHint::new);
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().allMatch(LoginHint::isSeen);
    }

    /// Nothing that ends a line, that XML cannot hold or that changes how the rest is read.
    private static boolean isSeen(int character) {
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
        return "LoginHint";
    }
}
