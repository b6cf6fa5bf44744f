package io.lintel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    @Test
    void everyKindOfValueIsReadAndPrintedAgain() {
        var text = """
                { "a" : "\\u00e9\\"\\\\\\n" , "b":[1,-2.5e3,true,false,null,{}], "c":{"d":[]} }""";

        assertThat(JsonReader.read(text).pretty()).isEqualTo("""
                {
                  "a": "é\\"\\\\\\n",
                  "b": [
                    1,
                    -2.5E+3,
                    true,
                    false,
                    null,
                    {}
                  ],
                  "c": {
                    "d": []
                  }
                }""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":2}",
                "[1,]",
                "[1 2]",
                "01",
                "1.",
                "+1",
                "1e99999",
                "NaN",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "{} {}",
                "{}x"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(SignInException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(JsonReader.read("[".repeat(32) + "]".repeat(32))).isNotNull();
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessageContaining("too deeply");
    }
}
