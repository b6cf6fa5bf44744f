package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("SEC-D7")
class EscapingTest {

    /// Each leaves one place in HTML, or misleads the eye.
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "\" autofocus onfocus=alert(1) x=\"",
            "` onload=`alert(1)`",
            "</title></head><body onload=alert(1)>",
            "</h1></main></form><form action=//evil.example>",
            "</textarea></select></template><svg/onload=alert(1)>",
            "<!-- ",
            "--><b>",
            "<![CDATA[<b>]]>",
            "<?php x ?>",
            "&lt;script&gt;&#x3c;b&#x3e;&quot;&#34;",
            "<\u0000script>alert(1)</script>",
            "<b\r\nx=1>\r\nSet-Cookie: a=b",
            "javascript:alert(1)",
            "{0} {1} ${7*7} {{7*7}} @template.layout() @raw !{x}",
            "\uFF1Cscript\uFF1Ealert(1)",
            "<svg><style><img src=x onerror=alert(1)></style>",
            "\u2028<b>\u2029",
            "\uD800<b>",
            "\uFEFF<base href=//evil.example>");

    static Stream<Arguments> slotsAndStrings() {
        return Slots.all().entrySet().stream()
                .flatMap(slot -> HOSTILE.stream().map(text -> Arguments.of(slot.getKey(), text)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("slotsAndStrings")
    void hostileTextLeavesTheShapeOfThePage(String slot, String text) {
        assertThat(Shape.of(page(slot, text))).isEqualTo(Shape.of(page(slot, "harmless")));
    }

    @Test
    void textOfRandomMarkupLeavesTheShapeOfThePage() {
        var random = new Random(20260807);
        var slots = List.copyOf(Slots.all().entrySet());
        var crumbs =
                List.of("<", ">", "\"", "'", "&", "=", "/", "!--", "--", "script", "a", " ", "\n", "\0", ";", "#x3c");
        for (var round = 0; round < 2_000; round++) {
            var text = new StringBuilder("a");
            random.ints(1 + random.nextInt(12), 0, crumbs.size())
                    .mapToObj(crumbs::get)
                    .forEach(text::append);
            var slot = slots.get(random.nextInt(slots.size()));
            assertThat(Shape.of(slot.getValue().apply(text.toString())))
                    .as("%s: %s", slot.getKey(), text)
                    .isEqualTo(Shape.of(slot.getValue().apply("harmless")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shownSlots")
    void shownTextIsReadAsItWasWritten(String slot) {
        var text = "a <b> & \"c\" 'd' {0}";

        assertThat(Shape.parse(page(slot, text)).outerHtml()).contains("a &lt;b&gt; &amp; \"c\" 'd' {0}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shownSlots")
    void shownTextCannotTurnTheReadingDirection(String slot) {
        var html = page(slot, "a\u202Egpj.exe\u202D\u2067\u2066\u200F\u061C").html();

        assertThat(html).contains("agpj.exe").doesNotContainPattern("[\u202A-\u202E\u2066\u2067\u200E\u200F\u061C]");
    }

    @Test
    void textThatRunsRightToLeftIsIsolated() {
        var html = page("client of a consent", "\u05D0\u05D1 (1)").html();

        assertThat(html).contains("\u2068\u05D0\u05D1 (1)\u2069");
    }

    @Test
    void shownTextIsOneLineOfLimitedLength() {
        assertThat(ShownText.of("a\tb\r\nc\u2028d\u0007")).isEqualTo("a b  c d");
        assertThat(ShownText.of("x".repeat(5_000))).isEqualTo("x".repeat(300) + "…");
        assertThat(ShownText.of("\uD83D\uDC69\u200D\uD83D\uDCBB".repeat(1_000)).codePointCount(0, 301))
                .isPositive();
        assertThat(ShownText.of("\uD83D\uDE00".repeat(301))).isEqualTo("\uD83D\uDE00".repeat(300) + "…");
    }

    @Test
    void emojiAndJoinedScriptsStayWhole() {
        assertThat(ShownText.of("\uD83D\uDC69\u200D\uD83D\uDCBB")).isEqualTo("\uD83D\uDC69\u200D\uD83D\uDCBB");
    }

    @Test
    void hiddenFieldsAndTheLastUsernameArePostedBackUnchanged() {
        var value = "a \"b\" 'c' <d> & é \uD83D\uDE00 \u202E";
        var fields = Shape.parse(page("hidden value", value));

        assertThat(fields.select("input[name=csrf]").attr("value")).isEqualTo(value);
        assertThat(Shape.parse(page("username", value)).select("#username").attr("value"))
                .isEqualTo("x" + value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @Tag("SEC-D6")
    void noPageHasAScriptOrAStyleInsideItsHtml(Page page) {
        var document = Shape.parse(page);

        assertThat(document.select("style, [style], base, iframe, object, embed, meta[http-equiv]"))
                .isEmpty();
        assertThat(document.select("script").eachAttr("src"))
                .hasSize(1)
                .allMatch(src -> src.startsWith("/dex/static/"));
        assertThat(document.select("script").html()).isEmpty();
        document.getAllElements().forEach(element -> assertThat(element.attributes())
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    static Stream<Page> pages() {
        return Slots.all().values().stream().map(slot -> slot.apply("harmless"));
    }

    static Stream<String> shownSlots() {
        var raw = List.of("connector type", "code", "username", "user code that was typed");
        return Slots.all().keySet().stream()
                .filter(slot -> !slot.startsWith("hidden") && !slot.startsWith("form field") && !raw.contains(slot))
                .filter(slot -> !slot.equals("issuer name beside an own logo"));
    }

    private static Page page(String slot, String text) {
        return Slots.all().getOrDefault(slot, EscapingTest::noSlot).apply(text);
    }

    private static Page noSlot(String text) {
        throw new AssertionError("There is no such slot to show " + text);
    }
}
