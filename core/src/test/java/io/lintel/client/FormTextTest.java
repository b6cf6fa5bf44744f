package io.lintel.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormTextTest {

    /// RFC 6749, appendix B, has the second.
    @ParameterizedTest
    @CsvSource(textBlock = """
            shop,                        shop
            +%25%26%2B%C2%A3%E2%82%AC,   ' %&+£€'
            a+b,                         a b
            a%2bb%2Bb,                   a+b+b
            %F0%9F%A6%8A,                🦊
            🦊größe,                     🦊größe
            """)
    void textIsDecoded(String encoded, String plain) {
        assertThat(FormText.decode(encoded)).contains(plain);
    }

    @Test
    void emptyTextIsEmpty() {
        assertThat(FormText.decode("")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%4",
                "a%4",
                "%4g",
                "%g4",
                "%%41",
                "%u0041",
                "% 41",
                "%-1",
                "%+1",
                "%４１",
                "%٤١",
                "%FF",
                "%C0%AF",
                "%ED%A0%80",
                "%E2%82",
                "\uD83E",
                "%F0%9F%A6"
            })
    @Tag("SEC-B8")
    void brokenEscapesAndBrokenTextAreNotRead(String encoded) {
        assertThat(FormText.decode(encoded)).isEmpty();
    }
}
