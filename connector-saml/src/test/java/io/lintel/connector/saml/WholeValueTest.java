package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Canonicalization leaves out comments and dissolves CDATA, so that somebody can add them without breaking the
/// signature. A reader that takes the first piece of text then reads another name than was signed (CERT/CC
/// VU#475445: CVE-2017-11427, CVE-2018-0489 and others).
@Tag("SEC-K5")
final class WholeValueTest {

    private static final String NAME = "alice@example.org.thief.example";

    static Stream<Named<String>> piecemeal() {
        return Stream.of(
                Named.of("a comment", "alice@example.org<!---->.thief.example"),
                Named.of("a comment with text", "alice@example.org<!-- </saml:NameID> -->.thief.example"),
                Named.of("a comment at the start", "<!-- -->alice@example.org.thief.example"),
                Named.of("many comments", "a<!---->lice<!-- -->@example.org<!-- - -->.thief.example<!---->"),
                Named.of("CDATA", "alice@example.org<![CDATA[.thief.example]]>"),
                Named.of("only CDATA", "<![CDATA[alice@example.org.thief.example]]>"),
                Named.of("empty CDATA", "alice@example.org<![CDATA[]]>.thief.example"),
                Named.of("a comment and CDATA", "alice@example.org<!----><![CDATA[.thief.]]><!-- -->example"),
                Named.of("character references", "alice&#64;example.org&#x2e;thief.example"));
    }

    @ParameterizedTest
    @MethodSource("piecemeal")
    void nameIsReadWhole(String written) {
        var signed = honest().with(">alice<", ">" + NAME + "<").signAssertion();

        var identity =
                accepted(signed.with(">" + NAME + "<", ">" + written + "<")).identity();

        assertThat(identity.userId()).isEqualTo(NAME);
    }

    @ParameterizedTest
    @MethodSource("piecemeal")
    void attributeIsReadWhole(String written) {
        var signed = honest().with(">Alice Liddell<", ">" + NAME + "<").signResponse();

        var identity =
                accepted(signed.with(">" + NAME + "<", ">" + written + "<")).identity();

        assertThat(identity.username()).isEqualTo(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org<?x?>.thief.example",
                "alice@example.org<b/>.thief.example",
                "alice@example.org<b>.thief.example</b>"
            })
    void nameWithAnythingElseInItIsRefused(String written) {
        var message = honest().with(">alice<", ">" + written + "<").signAssertion();

        assertThat(Judge.verdict(Judge.RULES, message.bytes())).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void audienceAndIssuerAreComparedWhole() {
        refused(
                Reason.AUDIENCE,
                honest().with("org/saml</saml:Audience>", "org/saml/evil</saml:Audience>")
                        .signAssertion()
                        .with("org/saml/evil</", "org/saml<!-- -->/evil</"));
        refused(
                Reason.ISSUER,
                honest().with("org/metadata</saml:Issuer>", "org/metadata.evil</saml:Issuer>")
                        .signAssertion()
                        .with("org/metadata.evil</", "org/metadata<!-- -->.evil</"));
    }

    @Test
    void whiteSpaceOfANameIsPartOfIt() {
        assertThat(accepted(honest().with(">alice<", "> alice\n<").signAssertion())
                        .identity()
                        .userId())
                .isEqualTo(" alice\n");
    }

    @Test
    void namesOutsideAsciiArriveAsTheyAre() {
        var name = "\u00c6lfgifu \u5c71\u7530 \ud83d\udc69\u200d\ud83d\udcbb";

        assertThat(accepted(honest().with(">Alice Liddell<", ">" + name + "<").signAssertion())
                        .identity()
                        .username())
                .isEqualTo(name);
    }
}
