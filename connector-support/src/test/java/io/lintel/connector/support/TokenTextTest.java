package io.lintel.connector.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "gho_16C7e42F292c6912E7710c838347Ae178B4a", "a.b-c_d~e+f/g=="})
    void visibleCharactersMakeAToken(String text) {
        assertThat(TokenText.isToken(Secret.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\r\nX: y", "a\u0000", "\u007f", "\u00e4", "\ud83d\ude00"})
    void otherCharactersMakeNone(String text) {
        assertThat(TokenText.isToken(Secret.of(text))).isFalse();
    }

    @Test
    void tokenFitsIntoAHeader() {
        assertThat(TokenText.isToken(Secret.of("a".repeat(8_192)))).isTrue();
        assertThat(TokenText.isToken(Secret.of("a".repeat(8_193)))).isFalse();
    }
}
