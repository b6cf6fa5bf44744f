package io.lintel.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StringFieldsTest {

    /// The worked examples of the wire encodings, which dex computes too.
    @ParameterizedTest
    @CsvSource(textBlock = """
            foo,                                  bar,    CgNmb28SA2Jhcg
            1,                                    test,   CgExEgR0ZXN0
            08a8684b-db88-4b73-90a9-3cd1661f5466, local,  CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs
            0-385-28089-0,                        mock,   Cg0wLTM4NS0yODA4OS0wEgRtb2Nr
            2342749,                              github, CgcyMzQyNzQ5EgZnaXRodWI
            example-app,                          '',     CgtleGFtcGxlLWFwcA
            test,                                 bar,    CgR0ZXN0EgNiYXI
            sessionid,                            secret, CglzZXNzaW9uaWQSBnNlY3JldA
            """)
    void workedExamples(String first, String second, String text) {
        assertThat(StringFields.encode(first, second)).isEqualTo(text);
        assertThat(StringFields.decode(text, 2)).contains(List.of(first, second));
        assertThat(new Subject(first, second).encode()).isEqualTo(text);
        assertThat(Subject.decode(text)).contains(new Subject(first, second));
    }

    @Test
    void bytesOfTheFirstExample() {
        assertThat(HexFormat.of().formatHex(StringFields.fields(List.of("foo", "bar"))))
                .isEqualTo("0a03666f6f1203626172");
    }

    @Test
    void longStringHasALongLength() {
        var bytes = StringFields.fields(List.of("a".repeat(130), "b"));

        assertThat(HexFormat.of().formatHex(bytes)).startsWith("0a82016161");
        assertThat(Subject.decode(new Subject("a".repeat(130), "b").encode()))
                .contains(new Subject("a".repeat(130), "b"));
        assertThat(Subject.decode(new Subject("a".repeat(70_000), "b").encode()))
                .contains(new Subject("a".repeat(70_000), "b"));
    }

    @Test
    void repeatedFieldKeepsEmptyStrings() {
        assertThat(HexFormat.of().formatHex(StringFields.repeated(List.of("a", "", "b"))))
                .isEqualTo("0a01610a000a0162");
    }

    @Test
    @Tag("SEC-I1")
    void differentPairsNeverMakeTheSameSubject() {
        var parts = List.of(
                "", "a", "b", "ab", "a\u0012\u0001b", "\n\u0001a", "a\u0000", "ä", "a\u0308", "🦊", "?", "\uFFFD");
        var seen = new HashMap<String, Subject>();
        for (var user : parts) {
            for (var connector : parts) {
                var subject = new Subject(user, connector);
                assertThat(seen.put(subject.encode(), subject)).isNull();
                assertThat(Subject.decode(subject.encode())).contains(subject);
            }
        }
    }

    /// The encoder would write a question mark, and the subject would be that of another user.
    @ParameterizedTest
    @ValueSource(strings = {"\uD83E", "\uDD8A", "a\uD83Eb", "\uDD8A\uD83E"})
    @Tag("SEC-I1")
    void textThatIsNoUnicodeMakesNoSubject(String broken) {
        assertThatThrownBy(() -> new Subject(broken, "corp").encode()).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a03666f6f1203626172" + "1a00", // a third field
                "1203626172" + "0a03666f6f", // out of order
                "0a03666f6f" + "0a03666f6f", // a field twice
                "0a00" + "1203626172", // an empty field that is spelled out
                "0a8300666f6f", // a length in more bytes than it needs
                "0a04666f6f", // a length beyond the end
                "0aff", // a length cut off
                "0affffffffff7f", // a length that is too long
                "0a8080808008", // a length beyond any array
                "8a0003666f6f", // a tag in more bytes than it needs
                "0803", // a number where a string belongs
                "0d00000000", // four fixed bytes
                "0203666f6f", // field number 0
                "0a01ff", // not UTF-8
                "0a02c0af", // an over-long slash
                "0a03eda080", // half a surrogate pair
                "00",
                "ff",
            })
    @Tag("SEC-B6")
    void onlyTheCanonicalMessageIsRead(String hex) {
        var text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));

        assertThat(StringFields.decode(text, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CgNmb28SA2Jhcg==",
                "CgNmb28SA2Jhcg=",
                "CgNmb28SA2Jhch",
                " CgNmb28SA2Jhcg",
                "CgNmb28SA2Jhcg\n",
                "CgNmb28SA2Jhcg.",
                "C",
                "ä",
                "!",
                "CgMvPz8SA2Jh+w",
                "\uD83E"
            })
    @Tag("SEC-B6")
    void onlyTheCanonicalTextIsRead(String text) {
        assertThat(StringFields.decode(text, 2)).isEmpty();
    }

    @Test
    void emptyTextIsTwoEmptyFields() {
        assertThat(StringFields.decode("", 2)).contains(List.of("", ""));
    }

    @Test
    @Tag("SEC-B6")
    void whateverIsReadIsWrittenAgainTheSame() {
        var random = new java.util.Random(7);
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(12)];
            for (var j = 0; j < bytes.length; j++) {
                bytes[j] = (byte)
                        (random.nextInt(3) == 0
                                ? random.nextInt(256)
                                : "\n\u0012\u0001\u0002ab".charAt(random.nextInt(6)));
            }
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            StringFields.decode(text, 2)
                    .ifPresent(fields -> assertThat(StringFields.encode(fields.toArray(String[]::new)))
                            .isEqualTo(text));
        }
    }

    @Test
    void textsAreUtf8() {
        var bytes = StringFields.fields(List.of("größe"));

        assertThat(Arrays.copyOfRange(bytes, 2, bytes.length)).isEqualTo("größe".getBytes(UTF_8));
    }
}
