package io.lintel.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginHintTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "alice@example.org", "J\u00f6rg <b>&amp;\"]]>", " a b ", "\ud83d\ude00", "&state=x#y"})
    void lineIsAHint(String text) {
        assertThat(LoginHint.find(text))
                .hasValueSatisfying(hint -> assertThat(hint.value()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "a\nb",
                "a\r\nb",
                "a\u0000",
                "\u001b[31m",
                "\u0085",
                "\ud800",
                "a\udc00",
                "a\uffff",
                "\u202ealice",
                "a\u2028b",
                "a\u2029b",
                "\ue000"
            })
    void whatIsNoPlainLineIsPassedOver(String text) {
        assertThat(LoginHint.find(text)).isEmpty();
        assertThatThrownBy(() -> new LoginHint(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMissingOrTooLongIsPassedOver() {
        assertThat(LoginHint.find(null)).isEmpty();
        assertThat(LoginHint.find("a".repeat(256))).isPresent();
        assertThat(LoginHint.find("a".repeat(257))).isEmpty();
    }

    @Test
    void isNeverPrinted() {
        assertThat(new LoginHint("alice@example.org").toString()).doesNotContain("alice");
    }
}
