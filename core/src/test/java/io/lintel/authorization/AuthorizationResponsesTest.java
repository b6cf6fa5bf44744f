package io.lintel.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.ResponseRules.Form;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.TestParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How errors travel (OAuth 2.0 Multiple Response Type Encoding Practices, section 5).
final class AuthorizationResponsesTest {

    private final TestFlow test = new TestFlow(true);

    @ParameterizedTest
    @CsvSource({
        "code, '', QUERY, QUERY",
        "code, fragment, FRAGMENT, QUERY",
        "code, form_post, FORM_POST, FORM_POST",
        "code, unheard_of, QUERY, QUERY",
        "'', '', QUERY, QUERY",
        "unheard_of, '', QUERY, QUERY",
        "token, '', FRAGMENT, QUERY",
        "id_token, '', FRAGMENT, QUERY",
        "id_token, query, FRAGMENT, QUERY",
        "id_token, form_post, FORM_POST, FORM_POST",
        "code id_token, '', FRAGMENT, QUERY",
        "code unheard_of token, '', FRAGMENT, QUERY",
    })
    @Tag("SEC-A9")
    void errorTravelsAsTheAnswerWouldHave(String type, String mode, ResponseMode specified, ResponseMode dex) {
        assertThat(error(Form.SPECIFIED, type, mode).mode()).isEqualTo(specified);
        assertThat(error(Form.DEX, type, mode).mode()).isEqualTo(dex);
        assertThat(error(Form.SPECIFIED, type, mode).parameters())
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", "s")
                .containsEntry("iss", TestFlow.ISSUER.value());
    }

    @Test
    void stateIsSentOnlyIfItCameOnce() {
        var responses = new AuthorizationResponses(TestFlow.ISSUER, Form.SPECIFIED);
        var given = TestParameters.of("state", "s");

        assertThat(responses.error(test.target(), refused(), given, false).parameters())
                .doesNotContainKey("state");
        assertThat(responses
                        .error(test.target(), refused(), TestParameters.of(), true)
                        .parameters())
                .doesNotContainKey("state");
    }

    private static OAuth2Exception refused() {
        return OAuth2Exception.of(ErrorCode.INVALID_SCOPE, "No.");
    }

    private AuthorizationResponse error(Form form, String type, String mode) {
        return new AuthorizationResponses(TestFlow.ISSUER, form)
                .error(
                        test.target(),
                        refused(),
                        TestParameters.of("response_type", type, "response_mode", mode, "state", "s"),
                        true);
    }
}
