package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7636.
@Tag("SEC-A7")
final class PkceTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void exampleOfAppendixB() {
        var challenge = CodeChallenge.of(CodeChallengeMethod.S256, CHALLENGE);

        assertThat(challenge.matches(CodeVerifier.parse(VERIFIER))).isTrue();
        assertThat(challenge.matches(CodeVerifier.parse(CHALLENGE))).isFalse();
    }

    @Test
    void plainChallengeIsItsVerifier() {
        var challenge = CodeChallenge.of(CodeChallengeMethod.PLAIN, VERIFIER);

        assertThat(challenge.matches(CodeVerifier.parse(VERIFIER))).isTrue();
        assertThat(challenge.matches(CodeVerifier.parse(CHALLENGE))).isFalse();
        assertThat(CodeChallenge.of(CodeChallengeMethod.PLAIN, CHALLENGE).matches(CodeVerifier.parse(VERIFIER)))
                .isFalse();
    }

    @Test
    void everyChangedCharacterOfAVerifierIsNoticed() {
        var challenge = CodeChallenge.of(CodeChallengeMethod.S256, CHALLENGE);
        for (var i = 0; i < VERIFIER.length(); i++) {
            var other = VERIFIER.charAt(i) == 'x' ? 'y' : 'x';
            var changed = VERIFIER.substring(0, i) + other + VERIFIER.substring(i + 1);
            assertThat(challenge.matches(CodeVerifier.parse(changed)))
                    .as(changed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 44, 64, 127, 128})
    void verifierHas43To128Characters(int length) {
        var verifier = CodeVerifier.parse("a".repeat(length));

        assertThat(verifier.value().reveal()).hasSize(length);
        assertThat(verifier.toString()).doesNotContain("aaa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", // 42
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa a",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaä",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa０",
            })
    void verifierOfOtherCharactersIsRefused(String text) {
        refused(text);
    }

    @Test
    void verifierOf129CharactersIsRefused() {
        refused("a".repeat(129));
    }

    private static void refused(String verifier) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> CodeVerifier.parse(verifier))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_GRANT))
                .satisfies(e -> assertThat(e.description()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void challengeThatNoVerifierCanMatchIsRefused(CodeChallengeMethod method) {
        for (var value :
                new String[] {"", "a".repeat(42), "a".repeat(129), "a".repeat(42) + "=", "a".repeat(42) + "\n"}) {
            assertThatExceptionOfType(OAuth2Exception.class)
                    .isThrownBy(() -> CodeChallenge.of(method, value))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
    }

    /// Such as the SHA-256 in hexadecimal, which some clients send.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw~cM",
            })
    void challengeThatIsNoDigestIsRefusedAtOnce(String value) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> CodeChallenge.of(CodeChallengeMethod.S256, value))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void methodsAreSpelledAsInTheRfc() {
        assertThat(CodeChallengeMethod.find("S256")).contains(CodeChallengeMethod.S256);
        assertThat(CodeChallengeMethod.find("plain")).contains(CodeChallengeMethod.PLAIN);
        for (var other : new String[] {"", "s256", "PLAIN", "S512", "none", "S256 "}) {
            assertThat(CodeChallengeMethod.find(other)).isEmpty();
        }
    }
}
