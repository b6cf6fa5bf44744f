package io.lintel.server.signing;

import static io.lintel.server.signing.Forger.PAYLOAD;
import static io.lintel.server.signing.Forger.encode;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.SigningAlgorithm;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on the form of a token. Where it can be, the token is signed with our own key: then it is the rule
/// that refuses it and not the signature.
final class JwtVerifierFormTest {

    private final Forger forger = Forger.of(SigningAlgorithm.ES256);

    @ParameterizedTest
    @EnumSource
    void honestTokenIsAccepted(SigningAlgorithm algorithm) {
        var honest = Forger.of(algorithm);

        var verified = honest.verify(honest.sign(honest.header(""), PAYLOAD));

        assertThat(verified.claims().findString("sub")).contains("CgNmb28SA2Jhcg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":false",
                "\"b64\":true",
                "\"crit\":[\"exp\"],\"exp\":1",
                "\"crit\":[\"unknown\"],\"unknown\":1",
                "\"crit\":[]",
                "\"crit\":\"\""
            })
    @Tag("SEC-G1")
    void extensionIsRefused(String members) {
        assertRefused(forger.sign(forger.header("," + members), PAYLOAD));
    }

    /// RFC 7797: the payload as it is.
    @Test
    @Tag("SEC-G1")
    void unencodedPayloadIsRefused() {
        var input = encode(forger.header(",\"b64\":false,\"crit\":[\"b64\"]")) + '.' + PAYLOAD;

        assertRefused(input + '.' + encode(forger.signature(input)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"alg\":\"ES256\"",
                "\"alg\":\"none\"",
                "\"kid\":\"other\"",
                "\"x\":1,\"x\":1",
                "\"a\\u006cg\":\"ES256\""
            })
    @Tag("SEC-G1")
    void duplicateMemberInTheHeaderIsRefused(String member) {
        assertRefused(forger.sign(forger.header("," + member), PAYLOAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"alice\",\"sub\":\"mallory\"}",
                "{\"sub\":\"alice\",\"s\\u0075b\":\"mallory\"}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":[{\"b\":1,\"b\":1}]}"
            })
    @Tag("SEC-G1")
    void duplicateMemberInThePayloadIsRefused(String payload) {
        assertRefused(forger.sign(forger.header(""), payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"text\"",
                "[]",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{\"a\":null}",
                "{\"a\":[null]}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":9223372036854775808}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1 /* comment */}",
                "\ufeff{}"
            })
    @Tag("SEC-G1")
    void payloadThatIsNoJsonObjectOfOursIsRefused(String payload) {
        assertRefused(forger.sign(forger.header(""), payload));
    }

    @Test
    @Tag("SEC-G1")
    void jsonInAnotherEncodingIsRefused() {
        for (var header :
                List.of(forger.header("").getBytes(UTF_16), new byte[] {'{', '"', (byte) 0xc0, (byte) 0xa2, '}'})) {
            var input = encode(header) + '.' + encode(PAYLOAD);
            assertRefused(input + '.' + encode(forger.signature(input)));
        }
        var latin = encode(forger.header("")) + '.' + encode("{\"name\":\"Jos\u00e9\"}".getBytes(ISO_8859_1));
        assertRefused(latin + '.' + encode(forger.signature(latin)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kid\":\"%s\"}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":[\"ES256\"],\"kid\":\"%s\"}",
                "{\"alg\":\"ES256\",\"kid\":[\"%s\"]}",
                "{\"alg\":\"ES256\",\"kid\":\"\"}",
                "{\"alg\":\"ES256\",\"kid\":\"%s \"}",
                "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":1}",
                "[\"ES256\",\"%s\"]"
            })
    @Tag("SEC-G1")
    void headerThatIsNotOneOfOursIsRefused(String header) {
        assertRefused(forger.sign(header.replace("%s", forger.kid()), PAYLOAD));
    }

    @Test
    @Tag("SEC-G1")
    void base64urlHasOneSpelling() {
        var token = forger.sign(forger.header(""), PAYLOAD);
        var last = token.charAt(token.length() - 1);
        var trailingBitsSet = token.substring(0, token.length() - 1) + (char) (last + 1);

        assertThat(Base64.getUrlDecoder().decode(trailingBitsSet.substring(token.lastIndexOf('.') + 1)))
                .as("a lenient decoder sees no difference")
                .isEqualTo(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));
        for (var other : List.of(trailingBitsSet, token + "=", token + "==", token + " ", token + "\n", " " + token)) {
            assertRefused(other);
        }
        var parts = List.of(encode(forger.header("")), encode(PAYLOAD));
        for (var spoiled : List.of(
                parts.get(0) + "=." + parts.get(1),
                parts.get(0) + "." + parts.get(1) + "\n",
                parts.get(0) + "==." + parts.get(1))) {
            assertRefused(spoiled + '.' + encode(forger.signature(spoiled)));
        }
    }

    /// A decoder that looks at the low byte alone takes the second letter for the first.
    @Test
    @Tag("SEC-G1")
    void letterOfAnotherScriptIsRefused() {
        var token = forger.sign(forger.header(""), PAYLOAD);

        assertRefused((char) (token.charAt(0) + 0x100) + token.substring(1));
        assertRefused(token.substring(0, token.length() - 1) + (char) (token.charAt(token.length() - 1) + 0x100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "a.b.c.d", "a.b.c.d.e", "{}", "Bearer a.b.c"})
    @Tag("SEC-G1")
    void textThatIsNoJwtIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    @Tag("SEC-G6")
    void tokenOver64KibIsRefusedBeforeItIsParsed() {
        var token = forger.sign(forger.header(""), PAYLOAD);
        var longest = forger.sign(forger.header(""), "{\"a\":\"" + "x".repeat(48_900) + "\"}");

        assertThat(longest.length()).isBetween(65_000, 65_536);
        assertThat(forger.verify(longest)).isNotNull();
        assertThatThrownBy(() -> forger.verify(token + "A".repeat(65_537 - token.length())))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> forger.verify("\u0000".repeat(65_537)))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining("65536");
    }

    @Test
    @Tag("SEC-G6")
    void jsonDeeperThan32LevelsIsRefused() {
        assertThat(forger.verify(forger.sign(forger.header(""), nested(32)))).isNotNull();
        assertRefused(forger.sign(forger.header(""), nested(33)));
        assertRefused(forger.sign(forger.header(",\"x\":" + nested(32)), PAYLOAD));
        assertRefused(encode(forger.header(",\"x\":" + "[".repeat(40_000))) + "..");
    }

    @Test
    @Tag("SEC-G6")
    void encryptedTokenIsRefused() {
        var header = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"kid\":\"" + forger.kid() + "\"}";

        assertRefused(encode(header) + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    }

    @Test
    @Tag("SEC-L6")
    void messageDoesNotHoldTheToken() {
        var token = forger.sign(forger.header(""), PAYLOAD);
        var altered = token.substring(0, token.length() - 4) + "AAAA";

        assertThatThrownBy(() -> forger.verify(altered)).satisfies(refused -> assertThat(refused.toString())
                .doesNotContain(altered.substring(0, 8))
                .doesNotContain("CgNmb28SA2Jhcg"));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> forger.verify(token)).isInstanceOf(InvalidJwtException.class);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }
}
