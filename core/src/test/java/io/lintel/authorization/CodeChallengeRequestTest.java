package io.lintel.authorization;

import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7636, section 4.3; RFC 9700, section 2.1.1.
final class CodeChallengeRequestTest {

    private static final String S256 = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final List<CodeChallengeMethod> BOTH = List.of(CodeChallengeMethod.S256, CodeChallengeMethod.PLAIN);
    private static final List<CodeChallengeMethod> S256_ALONE = List.of(CodeChallengeMethod.S256);

    private final TestReader reader = new TestReader();

    @Test
    @Tag("SEC-A7")
    void challengeWithoutMethodIsPlain() {
        assertThat(reader.read("code_challenge", S256).codeChallenge())
                .isEqualTo(new CodeChallenge(CodeChallengeMethod.PLAIN, S256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s256", "S512", "none", "PLAIN", "S256 plain"})
    @Tag("SEC-A7")
    void unknownChallengeMethodIsRefused(String method) {
        reader.refused(ErrorCode.INVALID_REQUEST, "code_challenge", S256, "code_challenge_method", method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
            })
    @Tag("SEC-A7")
    void brokenChallengeIsRefused(String challenge) {
        reader.refused(ErrorCode.INVALID_REQUEST, "code_challenge", challenge, "code_challenge_method", "S256");
        reader.refused(ErrorCode.INVALID_REQUEST, "code_challenge", challenge);
    }

    /// Somebody may have stripped the challenge on the way.
    @Test
    @Tag("SEC-A7")
    void methodWithoutAChallengeIsRefused() {
        reader.refused(ErrorCode.INVALID_REQUEST, "code_challenge_method", "S256");
        reader.refused(ErrorCode.INVALID_REQUEST, "code_challenge_method", "S256", "code_challenge", "");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-A8")
    void challengeIsRequiredOfWhomThePolicySays(PkceRequirement required) {
        var policy = TestReader.policy(required, BOTH);
        for (var client : List.of(SHOP, APP)) {
            var expected =
                    switch (required) {
                        case NOBODY -> false;
                        case PUBLIC_CLIENTS -> client.equals(APP);
                        case EVERYBODY -> true;
                    };
            if (expected) {
                reader.refused(policy, client, ErrorCode.INVALID_REQUEST);
                reader.refused(policy, client, ErrorCode.INVALID_REQUEST, "code_challenge", "");
            } else {
                assertThat(reader.read(policy, client).codeChallenge()).isNull();
            }
            assertThat(reader.read(policy, client, "code_challenge", S256, "code_challenge_method", "S256")
                            .codeChallenge())
                    .isNotNull();
        }
    }

    @Test
    @Tag("SEC-A8")
    void methodPlainIsRefusedWhereItIsNotConfigured() {
        var strict = TestReader.policy(PkceRequirement.PUBLIC_CLIENTS, S256_ALONE);

        reader.refused(
                strict, SHOP, ErrorCode.INVALID_REQUEST, "code_challenge", S256, "code_challenge_method", "plain");
        reader.refused(strict, SHOP, ErrorCode.INVALID_REQUEST, "code_challenge", S256);
        assertThat(reader.read(strict, SHOP, "code_challenge", S256, "code_challenge_method", "S256")
                        .codeChallenge())
                .isEqualTo(new CodeChallenge(CodeChallengeMethod.S256, S256));
    }
}
