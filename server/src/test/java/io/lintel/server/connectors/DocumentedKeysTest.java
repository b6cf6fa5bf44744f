package io.lintel.server.connectors;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.github.GitHubConnectorFactory;
import io.lintel.connector.ldap.LdapConnectorFactory;
import io.lintel.connector.mock.MockPasswordConnectorFactory;
import io.lintel.connector.oidc.OidcConnectorFactory;
import io.lintel.connector.saml.SamlConnectorFactory;
import io.micronaut.validation.validator.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the page of a connector says of its keys is what the connector reads.
final class DocumentedKeysTest {

    private static final Pattern BLOCK = Pattern.compile("### `(\\w+)`|\\| Key of `(\\w+)` \\|.*");
    private static final Pattern OTHER_HEADING = Pattern.compile("#+ .*");
    private static final Pattern TABLE = Pattern.compile("\\| Key (of `\\w+` )?\\| Default \\| Meaning \\|");
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+) \\| ?([^|]*?) ?\\| (.*) \\|");
    private static final Pattern WORD = Pattern.compile("`([^`]*)`");

    /// What a row says.
    ///
    /// @param meaning may name the keys below a block
    private record Documented(String preset, String meaning) {}

    static List<ConnectorFactory<?>> connectors() {
        return List.of(
                new GitHubConnectorFactory(),
                new LdapConnectorFactory(),
                new MockPasswordConnectorFactory(),
                new OidcConnectorFactory(),
                new SamlConnectorFactory());
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void everyKeyIsDocumentedAsItIsTold(ConnectorFactory<?> factory) {
        var documented = documented(factory);

        assertThat(keys(factory).keySet())
                .allSatisfy(path ->
                        assertThat(isDocumented(path, documented)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void everyDocumentedKeyIsThereAndHasTheDefaultThatIsTold(ConnectorFactory<?> factory) {
        var keys = keys(factory);

        documented(factory).forEach((path, said) -> {
            var key = Objects.requireNonNull(keys.get(path), path);
            if (key.preset() != null) {
                assertThat(said.preset()).as(path).isEqualTo("`" + told(key) + "`");
            }
            if (key.isRequired()) {
                assertThat(said.preset()).as(path).startsWith("required");
            }
        });
    }

    private static Map<String, ConfigurationShape.Key> keys(ConnectorFactory<?> factory) {
        return ConfigurationShape.of(factory.configuration(), Validator::getInstance).keys().stream()
                .collect(toMap(key -> key.path().replace("[]", ""), Function.identity()));
    }

    private static boolean isDocumented(String path, Map<String, Documented> documented) {
        var dot = path.lastIndexOf('.');
        var below = documented.get(path.substring(0, Math.max(dot, 0)));
        return documented.containsKey(path)
                || documented.keySet().stream().anyMatch(key -> key.startsWith(path + "."))
                || (below != null && below.meaning().contains("`" + path.substring(dot + 1) + "`"));
    }

    private static String told(ConfigurationShape.Key key) {
        var preset = String.valueOf(key.preset());
        return switch (key.type()) {
            case "duration" -> Duration.parse(preset).toString().substring(2).toLowerCase(Locale.ROOT);
            case "list of text" -> "[" + preset.replace(",", ", ") + "]";
            default -> preset;
        };
    }

    private static Map<String, Documented> documented(ConnectorFactory<?> factory) {
        var documented = new LinkedHashMap<String, Documented>();
        var block = "";
        var inTable = false;
        for (var line : page(factory)) {
            var heading = BLOCK.matcher(line);
            if (heading.matches()) {
                block = (heading.group(1) == null ? heading.group(2) : heading.group(1)) + ".";
            } else if (OTHER_HEADING.matcher(line).matches()) {
                block = "";
            }
            inTable = TABLE.matcher(line).matches() || (inTable && line.startsWith("|"));
            var row = ROW.matcher(line);
            if (inTable && row.matches()) {
                for (var key : words(row.group(1))) {
                    documented.put(block + key.replace("[]", ""), new Documented(row.group(2), row.group(3)));
                }
            }
        }
        return documented;
    }

    private static List<String> page(ConnectorFactory<?> factory) {
        var name = factory.type().equals("mockPassword") ? "mock" : factory.type();
        try {
            return Files.readAllLines(Path.of("..", "docs", "connectors", name + ".md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group(1)).toList();
    }
}
