package io.lintel.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StylesheetTest {

    private final String css = new String(
            Assets.load(Branding.plain())
                    .find("static/lintel.css")
                    .orElseThrow()
                    .bytes(),
            UTF_8);

    @Test
    void darkIsTheSameWhetherTheSystemOrTheThemeAsksForIt() {
        var system = colors(":root:not\\(\\[data-scheme=\"light\"]\\) \\{");
        var theme = colors(":root\\[data-scheme=\"dark\"] \\{\\s*color-scheme: dark;");

        assertThat(system).hasSizeGreaterThan(10).isEqualTo(theme);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(css)
                .doesNotContainPattern("url\\(\\s*[\"']?(https?:|//|data:)")
                .doesNotContain("@import");
    }

    private List<String> colors(String start) {
        var block = Pattern.compile(start + "([^}]*)}").matcher(css);
        assertThat(block.find()).isTrue();
        return block.group(1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
