package io.lintel.token;

import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.TestParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749, section 5.2.
final class TokenEndpointTest {

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    void grantTypesAreThoseThatAreAnswered() {
        assertThat(provider.endpoint.grantTypes())
                .containsExactlyInAnyOrder(
                        GrantType.AUTHORIZATION_CODE,
                        GrantType.REFRESH_TOKEN,
                        GrantType.DEVICE_CODE,
                        GrantType.CLIENT_CREDENTIALS,
                        GrantType.PASSWORD,
                        GrantType.TOKEN_EXCHANGE);
    }

    @Test
    void missingGrantTypeIsAnInvalidRequest() {
        refused(ErrorCode.INVALID_REQUEST, () -> answer("code", "x"));
        refused(ErrorCode.INVALID_REQUEST, () -> answer("grant_type", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"implicit", "Authorization_Code", "authorization_code ", "code"})
    void grantTypeThatIsNotAnsweredIsRefused(String type) {
        refused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> answer("grant_type", type, "code", "x"));
    }

    @Test
    void grantThatIsSwitchedOffIsRefused() {
        var rules = new ConnectorRules(provider.connectors);
        var alone = new TokenEndpoint(
                List.of(new AuthorizationCodeGrant(provider.codes, provider.revocation, provider.clock)),
                rules,
                provider.issuer);

        refused(
                ErrorCode.UNSUPPORTED_GRANT_TYPE,
                () -> alone.answer(
                        provider.authenticated(SHOP),
                        TestParameters.of("grant_type", "refresh_token", "refresh_token", "x")));
    }

    private void answer(String... parameters) {
        provider.endpoint.answer(provider.authenticated(SHOP), TestParameters.of(parameters));
    }
}
