package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest(name = "ui_locales {0}, Accept-Language {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                ",,en",
                ",de,de",
                ",de-AT,de",
                ",\"fr, de;q=0.5, en;q=0.7\",en",
                ",\"fr-FR, de;q=0.8\",de",
                ",\"en;q=0.1, de;q=0.9\",de",
                ",\"fr, *;q=0.5\",en",
                ",fr,en",
                "de,en,de",
                "fr de,en,de",
                "fr-CA it,de,de",
                "en,de,en",
                "\"\",de,de"
            })
    void bestMatchIsChosen(@Nullable String uiLocales, @Nullable String acceptLanguage, String language) {
        assertThat(best(uiLocales, acceptLanguage)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de-DE,;q",
                "de;q=nan",
                "de;q=2",
                ";;;,,,",
                "\u0000",
                "de\r\nX: y",
                "*",
                "-",
                "x-",
                "de;q=0.5;q=0.7;level=1",
                "日本語"
            })
    void nonsenseNeverFails(String nonsense) {
        assertThat(best(nonsense, nonsense)).isIn("en", "de");
        assertThat(best(null, nonsense)).isIn("en", "de");
    }

    @Test
    void overlongPreferenceIsPassedOver() {
        assertThat(best("de ".repeat(10_000), "de,".repeat(10_000))).isEqualTo("en");
        assertThat(best("de ".repeat(10_000), "de")).isEqualTo("de");
    }

    private static String best(@Nullable String uiLocales, @Nullable String acceptLanguage) {
        return Languages.bestFor(new LanguagePreference(uiLocales, acceptLanguage))
                .toLanguageTag();
    }
}
