package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesheetTest {

    private static final String LIGHT = ":root \\{";
    private static final String DARK = ":root:not\\(\\[data-scheme=\"light\"]\\) \\{";
    private static final String FORCED_DARK = ":root\\[data-scheme=\"dark\"] \\{";

    private final String css = new String(
            Assets.load(Branding.plain())
                    .find("static/lintel.css")
                    .orElseThrow()
                    .bytes(),
            UTF_8);

    @Test
    void darkIsTheSameWhetherTheSystemOrTheThemeAsksForIt() {
        assertThat(colors(DARK)).hasSizeGreaterThan(10).isEqualTo(colors(FORCED_DARK));
    }

    /// WCAG 2.2: text needs 4.5 (criterion 1.4.3), what shows a field or the focus needs 3 (criterion 1.4.11).
    @ParameterizedTest
    @CsvSource({
        "ink,panel,4.5",
        "ink,ground,4.5",
        "ink,field,4.5",
        "ink,wash,4.5",
        "quiet,panel,4.5",
        "quiet,ground,4.5",
        "accent,panel,4.5",
        "on-accent,accent,4.5",
        "on-accent,accent-hover,4.5",
        "alarm,alarm-ground,4.5",
        "field-line,panel,3",
        "field-line,field,3",
        "accent,ground,3",
        "alarm,panel,3"
    })
    void colorsStandOutFromEachOther(String front, String back, double least) {
        for (var scheme : List.of(LIGHT, DARK)) {
            var colors = colors(scheme);
            assertThat(contrast(colors.getOrDefault(front, ""), colors.getOrDefault(back, "")))
                    .as("%s on %s", front, back)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(css)
                .doesNotContainPattern("url\\(\\s*[\"']?(https?:|//|data:)")
                .doesNotContain("@import");
    }

    /// The variables of the first rule that starts so, by name.
    private Map<String, String> colors(String start) {
        var rule = Pattern.compile(start + "([^}]*)}").matcher(css);
        assertThat(rule.find()).isTrue();
        return Pattern.compile("--([a-z-]+): ([^;]+);")
                .matcher(rule.group(1))
                .results()
                .collect(toMap(variable -> variable.group(1), variable -> variable.group(2)));
    }

    private static double contrast(String one, String other) {
        var first = luminance(one);
        var second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String color) {
        var rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int channel) {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
