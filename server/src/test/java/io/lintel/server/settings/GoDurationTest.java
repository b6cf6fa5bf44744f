package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "24h, PT24H",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        ".5m, PT30S",
        "1.m, PT1M",
        "300ms, PT0.3S",
        "10us, PT0.00001S",
        "10\u00B5s, PT0.00001S",
        "10\u03BCs, PT0.00001S",
        "7ns, PT0.000000007S",
        "1.5ns, PT0.000000001S",
        "1h1m1s1ms1us1ns, PT1H1M1.001001001S",
        "-1m, PT-1M",
        "+1m, PT1M",
        "30m1h, PT1H30M"
    })
    void durationsOfGo(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "h", "1d", "1 h", "1h ", "1h30", "one hour", ".h", "1..5h", "1e3s", "0x1h", "--1h", "1H"
            })
    void whatIsNoDuration(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not a duration such as 24h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3600", "00"})
    void bareNumberLacksItsUnit(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .hasMessage("is not a duration: a unit is missing (write 30s, 5m or 24h)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2562048h", "999999999999999999999999999999h"})
    void thereAre292Years(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is too long a duration");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000_000})
    void endlessDigitsAreNotCounted(int length) {
        assertThatThrownBy(() -> GoDuration.parse("9".repeat(length) + "h"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
