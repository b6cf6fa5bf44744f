package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpansionTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "value", "A_1", "one", "EMPTY", "", "with space", "odd", "1", "digit", "$", "dollar");

    private final Mistakes mistakes = new Mistakes(Strictness.SERVE, FeatureFlags.of(Map.of()));

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "$NAME, value",
        "${NAME}, value",
        "a$NAME-b, avalue-b",
        "$NAMEX, ''",
        "${NAME}X, valueX",
        "$A_1$A_1, oneone",
        "${with space}, odd",
        "$$, dollar",
        "$$NAME, dollarNAME",
        "$1x, digitx",
        "${1}, digit",
        "$EMPTY, ''",
        "$, $",
        "a$, a$",
        "$ a, $ a",
        "$%NAME, $%NAME",
        "${}x, x",
        "${NAME, NAME",
        "$*, ''",
        "ü$NAMEü, üvalueü"
    })
    void texts(String text, String expected) {
        assertThat(expand("key: '" + text + "'", ENVIRONMENT).entries().get("key"))
                .isInstanceOfSatisfying(
                        Node.Scalar.class, scalar -> assertThat(scalar.text()).isEqualTo(expected));
    }

    @Test
    void textsOfMapsAndListsAreExpandedButNoKeysAndNoListsInLists() {
        var expanded = expand("""
                inner: {deeper: {text: $NAME}}
                list: [$NAME, {text: $NAME}, [$NAME], 5]
                $NAME: $NAME
                """, ENVIRONMENT);

        assertThat(texts(expanded))
                .isEqualTo(Map.of(
                        "inner", Map.of("deeper", Map.of("text", "value")),
                        "list", List.of("value", Map.of("text", "value"), List.of("$NAME"), "5"),
                        "$NAME", "value"));
    }

    @Test
    void expansionMayBeSwitchedOff() {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put("DEX_EXPAND_ENV", "false");

        assertThat(texts(expand("key: $NAME", environment))).isEqualTo(Map.of("key", "$NAME"));
    }

    @Test
    void unsetVariableIsAWarningThatShowsNoPartOfAPassword() {
        expand("{bindPW: pa$sword, host: $LDAP_HOST, name: '${LDAP_NAME}', file: $EMPTY}", ENVIRONMENT);

        assertThat(mistakes.warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "yaml:1: bindPW: names an environment variable that is not set, which leaves nothing in its "
                                + "place (a text with a $ must come from an environment variable itself)",
                        "yaml:1: host: is empty: the environment variable LDAP_HOST is not set",
                        "yaml:1: name: is empty: the environment variable LDAP_NAME is not set");
    }

    @Test
    void aMillionOpenBracesAreReadOnce() {
        var text = "${".repeat(500_000);

        assertThat(texts(expand("key: '" + text + "'", ENVIRONMENT))).isEqualTo(Map.of("key", ""));
    }

    private Node.Mapping expand(String text, Map<String, String> environment) {
        var mapping = YamlText.read(text.getBytes(UTF_8), Place.of("yaml"), mistakes);
        return new Expansion(environment, FeatureFlags.of(environment), mistakes).expand(mapping);
    }

    private static Object texts(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text();
            case Node.Sequence sequence ->
                sequence.items().stream().map(ExpansionTest::texts).toList();
            case Node.Mapping mapping -> {
                var texts = new HashMap<String, Object>();
                mapping.entries().forEach((key, value) -> texts.put(key, texts(value)));
                yield texts;
            }
            case Node.Nothing _ -> "";
        };
    }
}
