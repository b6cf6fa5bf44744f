package io.lintel.server.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Puts environment variables into what a `config` block says: `$NAME` and `${NAME}`, by the rules of Go's
/// `os.Expand`, which dex uses. There is no escape: `$$` asks for a variable of the name `$`, and there is
/// none.
final class Expansion {

    private static final Pattern NOTHING_ELSE = Pattern.compile("\\$[A-Za-z_][A-Za-z0-9_]*|\\$\\{[A-Za-z0-9_]+}");

    private final Map<String, String> environment;
    private final boolean enabled;
    private final Mistakes mistakes;

    Expansion(Map<String, String> environment, FeatureFlags flags, Mistakes mistakes) {
        this.environment = Map.copyOf(environment);
        this.enabled = flags.expandEnv();
        this.mistakes = mistakes;
    }

    /// The block with every text in it expanded: values of keys at any depth and elements of lists, but neither
    /// keys nor lists in lists.
    Node.Mapping expand(Node.Mapping mapping) {
        if (!enabled) {
            return mapping;
        }
        var expanded = new LinkedHashMap<String, Node>();
        mapping.entries()
                .forEach((key, value) -> expanded.put(
                        key,
                        switch (value) {
                            case Node.Sequence sequence ->
                                new Node.Sequence(sequence.place(), expand(sequence.items()));
                            case Node.Mapping inner -> expand(inner);
                            case Node.Scalar scalar -> expand(scalar);
                            case Node.Nothing nothing -> nothing;
                        }));
        return new Node.Mapping(mapping.place(), expanded);
    }

    private List<Node> expand(List<Node> items) {
        var expanded = new ArrayList<Node>();
        for (var item : items) {
            expanded.add(
                    switch (item) {
                        case Node.Mapping mapping -> expand(mapping);
                        case Node.Scalar scalar -> expand(scalar);
                        case Node.Sequence sequence -> sequence;
                        case Node.Nothing nothing -> nothing;
                    });
        }
        return expanded;
    }

    Node.Scalar expand(Node.Scalar scalar) {
        if (!enabled || !scalar.isText() || scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        var text = scalar.text();
        var expanded = new StringBuilder();
        var lastBrace = text.lastIndexOf('}');
        var at = 0;
        while (at < text.length()) {
            var dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar == text.length() - 1) {
                break;
            }
            expanded.append(text, at, dollar);
            at = dollar + 1;
            if (text.charAt(at) == '{') {
                at++;
                if (at <= lastBrace) {
                    var brace = text.indexOf('}', at);
                    expanded.append(brace == at ? "" : value(text.substring(at, brace), scalar));
                    at = brace + 1;
                }
                continue;
            }
            var end = endOfName(text, at);
            expanded.append(end == at ? "$" : value(text.substring(at, end), scalar));
            at = end;
        }
        return new Node.Scalar(
                scalar.place(), expanded.append(text, at, text.length()).toString(), true);
    }

    private static int endOfName(String text, int start) {
        if ("*#$@!?-0123456789".indexOf(text.charAt(start)) >= 0) {
            return start + 1;
        }
        var end = start;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfName(char character) {
        return character == '_'
                || (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    private String value(String name, Node.Scalar scalar) {
        var value = environment.get(name);
        if (value == null) {
            // What stands beside other text may be a password that happens to hold a dollar sign.
            mistakes.warn(
                    scalar.place(),
                    NOTHING_ELSE.matcher(scalar.text()).matches()
                            ? "is empty: the environment variable " + Place.printable(name) + " is not set"
                            : "names an environment variable that is not set, which leaves nothing in its place "
                                    + "(a text with a $ must come from an environment variable itself)");
            return "";
        }
        return value;
    }
}
