package io.lintel.server.logo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A picture is what begins like one.
@Tag("SEC-D7")
final class LogoFormatTest {

    @ParameterizedTest
    @CsvSource({
        "PNG, '\u0089PNG\r\n\u001a\n....'",
        "JPEG, '\u00ff\u00d8\u00ff\u00e0..'",
        "GIF, GIF87a..",
        "GIF, GIF89a..",
        "WEBP, 'RIFF\u0001\u00ff\u0002\u0003WEBPVP8 '",
        "ICON, '\u0000\u0000\u0001\u0000..'"
    })
    void formatIsToldByTheFirstBytes(LogoFormat format, String text) {
        assertThat(LogoFormat.of(text.getBytes(ISO_8859_1))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF88a",
                "<html>",
                " GIF89a",
                "<svg/>",
                "\u0000\u0000\u0002\u0000",
                "RIFF....WAVE..",
                "%PDF-1.7",
                "PNG",
                "xGIF89a"
            })
    void anythingElseIsNoPicture(String text) {
        assertThat(LogoFormat.of(text.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void beginningThatIsCutShortIsNoPicture() {
        for (var length = 0; length < 8; length++) {
            assertThat(LogoFormat.of(Arrays.copyOf(Pictures.PNG, length))).isEmpty();
        }
        assertThat(LogoFormat.of(Pictures.PNG)).contains(LogoFormat.PNG);
    }
}
