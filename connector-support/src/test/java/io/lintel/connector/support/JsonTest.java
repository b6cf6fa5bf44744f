package io.lintel.connector.support;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    private static final Json.Members OBJECT = Json.read(
                    "{\"text\":\"é\",\"whole\":-7,\"truth\":true,\"nothing\":null,\"object\":{\"a\":[{}]},"
                            + "\"fraction\":1.0,\"exponent\":1e3,\"large\":9223372036854775808,\"empty\":\"\"}",
                    "it")
            .asObject();

    @Test
    void membersAreReadByTheirType() {
        assertThat(OBJECT.requireText("text")).isEqualTo("é");
        assertThat(OBJECT.findWhole("whole")).hasValue(-7);
        assertThat(OBJECT.isTrue("truth")).isTrue();
        assertThat(OBJECT.findObject("object")).isPresent();
    }

    @Test
    void absentAndNullAreTheSame() {
        for (var name : new String[] {"absent", "nothing"}) {
            assertThat(OBJECT.findText(name)).isEmpty();
            assertThat(OBJECT.findWhole(name)).isEmpty();
            assertThat(OBJECT.findObject(name)).isEmpty();
            assertThat(OBJECT.isTrue(name)).isFalse();
        }
    }

    /// A lenient reader would make 1 of true and 1.0, and text of a number.
    @Test
    void anotherTypeIsNeverTakenForTheWantedOne() {
        assertRefused(() -> OBJECT.findText("whole"));
        assertRefused(() -> OBJECT.findText("truth"));
        assertRefused(() -> OBJECT.findWhole("text"));
        assertRefused(() -> OBJECT.findWhole("fraction"));
        assertRefused(() -> OBJECT.findWhole("exponent"));
        assertRefused(() -> OBJECT.findWhole("large"));
        assertRefused(() -> OBJECT.isTrue("text"));
        assertRefused(() -> OBJECT.isTrue("whole"));
        assertRefused(() -> OBJECT.findObject("text"));
        assertRefused(() -> OBJECT.requireText("empty"));
        assertRefused(() -> OBJECT.requireText("absent"));
        assertRefused(OBJECT::asObjects);
        assertRefused(() -> Json.read("[1]", "it").asObjects());
        assertRefused(() -> Json.read("[]", "it").asObject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "NaN",
                "01",
                "+1",
                "\"\\x\"",
                "\"a",
                "// no\n1",
                "{\"a\":1,\"a\":2}",
                "<html>",
                "\u0000"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertRefused(() -> Json.read(text, "it"));
    }

    @Test
    void halfOfACharacterIsRefused() {
        assertThat(Json.read("\"\\ud83e\\udd8a\"", "it")).isEqualTo(new Json.Text("🦊"));
        assertRefused(() -> Json.read("\"\\ud83e\"", "it"));
        assertRefused(() -> Json.read("{\"a\":[\"\\udd8a\\ud83e\"]}", "it"));
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(Json.read("[".repeat(32) + "]".repeat(32), "it")).isInstanceOf(Json.Array.class);
        assertRefused(() -> Json.read("[".repeat(33) + "]".repeat(33), "it"));
        assertRefused(() -> Json.read("[".repeat(400_000), "it"));
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        assertRefused(() -> Json.read("{}".getBytes(UTF_16), "it"));
        assertRefused(() -> Json.read(new byte[] {'"', (byte) 0xff, '"'}, "it"));
    }

    @Test
    void messageShowsNothingOfTheAnswer() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> Json.read("{\"access_token\":\"t0ken\" \"x\"}", "POST https://a/"))
                .withMessageStartingWith("POST https://a/")
                .withMessageNotContaining("t0ken")
                .withNoCause();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var written = Json.write(Map.of("a\"b", "\u0001\\é"));

        assertThat(Json.read(written, "it").asObject().requireText("a\"b")).isEqualTo("\u0001\\é");
    }

    private static void assertRefused(Supplier<?> reading) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(reading::get)
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(ConnectorException.Fault.INVALID_RESPONSE));
    }
}
