package io.lintel.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntropyTest {

    private final Entropy entropy = new Entropy();

    @Test
    void identifierHasTheFormOfDex() {
        for (var i = 0; i < 1000; i++) {
            assertThat(entropy.identifier()).matches("[a-z][a-z2-7]{24}");
        }
    }

    @Test
    @Tag("SEC-B5")
    void secretHas256RandomBits() {
        for (var i = 0; i < 1000; i++) {
            assertThat(entropy.secret().reveal()).matches("[a-z][a-z2-7]{52}");
        }
    }

    @Test
    @Tag("SEC-B5")
    void everyDrawIsAnother() {
        var drawn = new HashSet<String>();
        IntStream.range(0, 1000).forEach(i -> drawn.add(entropy.identifier()));
        IntStream.range(0, 1000).forEach(i -> drawn.add(entropy.secret().reveal()));
        IntStream.range(0, 1000).forEach(i -> drawn.add(entropy.hex(20)));
        IntStream.range(0, 1000).forEach(i -> drawn.add(Long.toString(entropy.nextLong())));

        assertThat(drawn).hasSize(4000);
    }

    @Test
    void keyIdIs40HexDigits() {
        assertThat(entropy.hex(20)).matches("[0-9a-f]{40}");
    }

    /// RFC 4648, section 10, in lower case and without padding.
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',     ''
            f,      my
            fo,     mzxq
            foo,    mzxw6
            foob,   mzxw6yq
            fooba,  mzxw6ytb
            foobar, mzxw6ytboi
            """)
    void base32IsThatOfTheRfc(String plain, String encoded) {
        assertThat(Entropy.base32(plain.getBytes(US_ASCII))).isEqualTo(encoded);
        assertThat(Entropy.parseBase32(encoded)).contains(plain.getBytes(US_ASCII));
    }

    @Test
    void readingIsTheInverseOfWriting() {
        var random = new Random(1);
        for (var length = 0; length < 100; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Entropy.parseBase32(Entropy.base32(bytes))).contains(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MY", "my======", "m1", "m y", "mz", "a", "mzx", "mzxw6y", "mzxr", "ⅿy", "my\u0000"})
    @Tag("SEC-B6")
    void otherSpellingsAreNotRead(String text) {
        assertThat(Entropy.parseBase32(text)).isEmpty();
    }
}
