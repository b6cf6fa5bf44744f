package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the bytes are, they are either settings or mistakes with messages.
final class HostileYamlTest {

    private final Path directory;

    HostileYamlTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("billion laughs", laughs(), "counting those that aliases repeat"),
                Arguments.of("an alias of itself", "issuer: &a [*a]", "or an alias contains itself"),
                Arguments.of("a key that is its own alias", "&a {*a : 1}", "has a key that is not text"),
                Arguments.of(
                        "a constructor", "issuer: !!javax.script.ScriptEngineManager [x]", "Global tag is not allowed"),
                Arguments.of(
                        "a constructor of the document",
                        "!!java.net.URL [\"http://127.0.0.1\"]",
                        "Global tag is not allowed"),
                Arguments.of("a tag of its own", "issuer: !secret x", "has a tag that means nothing here: !secret"),
                Arguments.of("binary", "issuer: !!binary aGk=", "has a tag that means nothing here"),
                Arguments.of("a set", "web: !!set {a, b}", "has a tag that means nothing here"),
                Arguments.of("flow lists a hundred thousand deep", "issuer: " + "[".repeat(100_000), "is not YAML: "),
                Arguments.of("flow maps a hundred thousand deep", "{a: ".repeat(100_000), "is not YAML: "),
                Arguments.of("block lists a thousand deep", "issuer:\n" + "- ".repeat(1000) + "x", "is not YAML: "),
                Arguments.of(
                        "a megabyte of text",
                        "issuer: " + "x".repeat(1_000_000),
                        "is not an absolute http or https URL"),
                Arguments.of("five megabytes", "x".repeat(5_000_000), "is longer than 4 MiB"),
                Arguments.of(
                        "a megabyte of a key", "? " + "k".repeat(1_000_000) + "\n: v", "has a key of more than 256"),
                Arguments.of("a key that is a list", "? [a]\n: b", "has a key that is not text"),
                Arguments.of("a key that is null", "~: b", "has a key that is not text"),
                Arguments.of("a list", "- issuer", "must be keys and values"),
                Arguments.of("a word", "issuer", "must be keys and values"),
                Arguments.of("two documents", "a: b\n---\nc: d", "is not YAML: "),
                Arguments.of("a tab", "web:\n\thttp: x", "is not YAML: "),
                Arguments.of("an unknown alias", "issuer: *nowhere", "is not YAML: found undefined alias"),
                Arguments.of("a NUL", "issuer: \u0000", "is not YAML: "),
                Arguments.of("an escape", "issuer: \u001B[31m", "is not YAML: "),
                Arguments.of("an impossible character", "issuer: \"\\U00110000\"", "is not YAML: "),
                Arguments.of("half a character", "issuer: \"\\ud800\"", "issuer: is not"),
                Arguments.of("a directive", "%YAML 99999999999.1\n---\na: b", "is not YAML: "),
                Arguments.of("a version", "%YAML 3.0\n---\na: b", "is not YAML: "),
                Arguments.of("a merge of text", "web: {<<: text}", "merges (<<) something that has no keys"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attackIsAMistake(String name, String text, String message) {
        assertThat(new Written(directory).mistakes(text)).anySatisfy(mistake -> assertThat(mistake)
                .startsWith("config.yaml")
                .contains(message)
                .hasSizeLessThan(400)
                .matches("[^\\p{Cntrl}]*"));
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                Arguments.of("UTF-16", "issuer: x".getBytes(StandardCharsets.UTF_16)),
                Arguments.of("Latin-1", "issuer: \u00fc".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("an overlong slash", new byte[] {'a', ':', ' ', (byte) 0xC0, (byte) 0xAF}),
                Arguments.of("a surrogate", new byte[] {'a', ':', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                Arguments.of("a program", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void bytesThatAreNoTextAreAMistake(String name, byte[] bytes) {
        assertThat(new Written(directory).mistakes(bytes))
                .singleElement()
                .asString()
                .startsWith("config.yaml: is not ");
    }

    @Test
    void syntaxErrorDoesNotQuoteTheSecretBesideIt() {
        assertThat(new Written(directory).mistakes("staticClients: [{secret: hunter2, @: hunter2"))
                .allSatisfy(mistake -> assertThat(mistake).doesNotContain("hunter2"));
    }

    @Test
    void mutatedFilesNeverEscapeAsAnythingElse() {
        var seed = AllKeys.FILE.getBytes(UTF_8);
        var random = new Random(42);
        var odd = "{}[]:,-&*!|>'\"%@`#\n\t \\0\u0000~<=?$".getBytes(UTF_8);
        for (var round = 0; round < 300; round++) {
            var mutant = seed.clone();
            for (var change = random.nextInt(4); change >= 0; change--) {
                mutant[random.nextInt(mutant.length)] = odd[random.nextInt(odd.length)];
            }
            assertOnlyMistakes(mutant);
        }
    }

    @Test
    void cutFilesNeverEscapeAsAnythingElse() {
        var text = AllKeys.FILE;
        for (var end = 0; end < text.length(); end += 41) {
            assertOnlyMistakes(text.substring(0, end).getBytes(UTF_8));
        }
    }

    @Test
    void bytesByChanceNeverEscapeAsAnythingElse() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var bytes = new byte[random.nextInt(120)];
            for (var at = 0; at < bytes.length; at++) {
                bytes[at] = (byte)
                        (random.nextBoolean()
                                ? " \n:-[]{}\"'&*!%?|>#,a1".charAt(random.nextInt(21))
                                : random.nextInt(128));
            }
            assertOnlyMistakes(bytes);
        }
    }

    private void assertOnlyMistakes(byte[] bytes) {
        try {
            new Written(directory).load(bytes);
        } catch (InvalidSettings refused) {
            assertThat(refused.mistakes()).isNotEmpty();
        }
    }

    private static String laughs() {
        var text = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (var level = 1; level < 40; level++) {
            text.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]%n".formatted(level, level - 1));
        }
        return text.toString();
    }

    @Test
    void aliasesAndMergesOfReasonableSizeAreFine() {
        var settings = new Written(directory).settings("""
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                connectors: [{id: mock, type: mockCallback, name: Mock}]
                staticClients:
                  - &shop {id: shop, name: Shop, public: true, allowedConnectors: &all [mock]}
                  - {<<: *shop, id: till}
                  - {<<: [{name: Kiosk, public: true}, *shop], id: kiosk, allowedConnectors: *all}
                """);

        assertThat(settings.staticClients()).extracting(StaticClient::name).containsExactly("Shop", "Shop", "Kiosk");
        assertThat(settings.staticClients())
                .extracting(StaticClient::allowedConnectors)
                .containsOnly(List.of("mock"));
    }
}
