package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ParametersTest {

    @Test
    @Tag("SEC-A5")
    void repeatedParameterIsRefusedEvenIfBothAreTheSameOrOneIsEmpty() {
        for (var values : List.of(List.of("a", "b"), List.of("a", "a"), List.of("a", ""), List.of("", ""))) {
            assertThatExceptionOfType(OAuth2Exception.class)
                    .isThrownBy(() -> Parameters.of(Map.of("scope", values)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .withMessageContaining("scope");
        }
    }

    @Test
    @Tag("SEC-A5")
    void refusalOfARepetitionTellsNoValue() {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> Parameters.of(Map.of("code", List.of("hunter2", "hunter3"))))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter"))
                .satisfies(e -> assertThat(e.description().orElseThrow()).doesNotContain("hunter"));
    }

    @Test
    void whatMayBeRepeatedIsKeptAsOneTextAndReadAgain() {
        var parameters = Parameters.of(
                Map.of("resource", List.of("https://a.example/?x=1", "urn:b", "not a uri"), "state", List.of("s t")));

        var again = Parameters.of(new LinkedHashMap<>(parameters.asMap()));

        assertThat(again.all("resource")).containsExactly("https://a.example/?x=1", "urn:b", "not%20a%20uri");
        assertThat(again.all("state")).containsExactly("s t");
    }

    /// RFC 6749, section 3.1.
    @Test
    void parameterWithoutAValueCountsAsAbsent() {
        var parameters = Parameters.of(Map.of("scope", List.of(""), "state", List.of("x"), "nonce", List.of()));

        assertThat(parameters.find("scope")).isEmpty();
        assertThat(parameters.has("scope")).isFalse();
        assertThat(parameters.has("nonce")).isFalse();
        assertThat(parameters.asMap()).isEqualTo(Map.of("state", "x"));
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> parameters.require("scope"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.description()).contains("The parameter scope is missing."));
    }

    @Test
    void namesAreExact() {
        var parameters = Parameters.of(Map.of("State", List.of("x")));

        assertThat(parameters.find("state")).isEmpty();
        assertThat(parameters.require("State")).isEqualTo("x");
    }

    @Test
    void firstTakesTheFirstOfEach() {
        var given = Map.of("a", List.of("1", "2"), "b", List.of("", "2"), "c", List.<String>of());

        assertThat(Parameters.first(given).asMap()).isEqualTo(Map.of("a", "1"));
        assertThat(Parameters.repeated(given)).containsExactly("a", "b");
    }

    @Test
    @Tag("SEC-L6")
    void valuesAreNotPrinted() {
        assertThat(Parameters.of(Map.of("client_secret", List.of("hunter2")))).hasToString("Parameters[client_secret]");
    }
}
