package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8259.
final class JsonTextTest {

    @Test
    void everyKindOfValueIsRead() {
        var object = JsonText.readObject(
                " {\"s\":\"a\\u00e4\\\"\\\\\\/\\n\\ud83d\\ude00\" , \"n\":-12,\"d\":1.5e3,\"t\":true,\"f\":false,\"z\":null,"
                        + "\"l\":[ 1 ,\"x\",[],{}],\"o\":{\"\":{}}}\r\n\t");

        assertThat(object)
                .containsEntry("s", "aä\"\\/\n😀")
                .containsEntry("n", -12L)
                .containsEntry("d", 1500.0)
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("z", null)
                .containsEntry("l", List.of(1L, "x", List.of(), Map.of()))
                .containsEntry("o", Map.of("", Map.of()));
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        var text = "{\"a\\\"b\":[\"\\\\\",\"\\u0001 ü\",null,true,-7],\"c\":{\"d\":{}},\"e\":[]}";
        var object = JsonText.readObject(text);

        assertThat(JsonText.write(object)).isEqualTo(text);
        assertThat(JsonText.readObject(JsonText.write(object))).isEqualTo(object);
    }

    @ParameterizedTest
    @Tag("SEC-G1")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "}",
                "{}x",
                "{}{}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":9223372036854775808}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u００４１\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "\uFEFF{}",
                "{}\u0000",
                "/**/{}"
            })
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.readObject(text));
    }

    @Test
    @Tag("SEC-G6")
    void levelsAreLimited() {
        var seven = "{\"a\":".repeat(7) + "{}" + "}".repeat(7);
        var eight = "{\"a\":".repeat(8) + "{}" + "}".repeat(8);
        var lists = "{\"a\":" + "[".repeat(100_000);

        assertThat(JsonText.readObject(seven)).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.readObject(eight));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.readObject(lists));
    }

    @Test
    void everyBeginningOfAnObjectIsRefused() {
        var text = "{\"a\":[1.5,\"\\u0041\",{\"b\":null}],\"c\":true}";
        var accepted = new ArrayList<String>();
        for (var end = 0; end < text.length(); end++) {
            var beginning = text.substring(0, end);
            try {
                JsonText.readObject(beginning);
                accepted.add(beginning);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).doesNotContain("\\u0041");
            }
        }
        assertThat(accepted).isEmpty();
    }
}
