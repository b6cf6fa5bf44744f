package io.lintel.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6238, appendix B, of whose eight digits an application shows the last six.
final class TotpSecretTest {

    private static final TotpSecret SECRET = TotpSecret.of("12345678901234567890".getBytes(US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void vectorsOfTheRfcHold(long seconds, String code) {
        assertThat(SECRET.code(seconds / 30)).isEqualTo(Secret.of(code));
        assertThat(SECRET.findStep(Secret.of(code), Instant.ofEpochSecond(seconds), -1))
                .hasValue(seconds / 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28708", "2870820", "28708a", "-87082", "٢٨٧٠٨٢", "94287082"})
    @Tag("SEC-H5")
    void onlySixDigitsAreACode(String text) {
        assertThat(SECRET.findStep(Secret.of(text), Instant.ofEpochSecond(59), -1))
                .isEmpty();
    }

    @Test
    void typedSecretIsBase32InCapitals() {
        assertThat(SECRET.typed()).isEqualTo(Secret.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }
}
