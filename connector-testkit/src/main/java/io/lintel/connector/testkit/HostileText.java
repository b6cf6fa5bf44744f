package io.lintel.connector.testkit;

import io.lintel.connector.LoginHint;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a stranger may send where a word is expected.
public final class HostileText {
    /// No limit that makes sense is above it.
    private static final int LONG = 100_000;

    private static final int SHOWN = 40;

    private HostileText() {}

    /// Empty, blank, long, with control characters, broken Unicode and the special characters of URLs, HTML, SQL,
    /// LDAP filters and format strings.
    public static List<String> values() {
        return List.of(
                "",
                " ",
                "x".repeat(LONG),
                "x\r\nSet-Cookie: a=b",
                "\0",
                "a\0b",
                "\u001b[31m",
                "\u202eexe",
                "\ud800",
                "a\udc00",
                "&state=other#x",
                "%00",
                "%",
                "%s%n%d",
                "${x}",
                "*",
                "*)(uid=*",
                "' or ''='",
                "<script>x</script>",
                "../../x",
                "null");
    }

    /// Those of them that can reach a connector as a [LoginHint], and the longest one there is.
    static List<String> loginHints() {
        return Stream.concat(values().stream(), Stream.of("\u754c".repeat(256)))
                .filter(text -> LoginHint.find(text).isPresent())
                .toList();
    }

    /// Fails at the first text for which the rule fails or throws, and says which it was.
    public static void eachKeeps(Collection<String> texts, Consumer<String> rule) {
        for (var text : texts) {
            try {
                rule.accept(text);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("with the text " + visible(text) + ": " + broken, broken);
            }
        }
    }

    private static String visible(String text) {
        var visible = new StringBuilder();
        text.chars().limit(SHOWN).forEach(c -> {
            if (c < ' ' || c > '~') {
                visible.append("\\u%04x".formatted(c));
            } else {
                visible.append((char) c);
            }
        });
        return "\"" + visible + (text.length() > SHOWN ? "\"… of " + text.length() + " characters" : "\"");
    }
}
