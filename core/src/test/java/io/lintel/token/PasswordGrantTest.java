package io.lintel.token;

import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.FakeConnectors;
import io.lintel.connector.Capability;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Scope;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens for a password (RFC 6749, section 4.3).
final class PasswordGrantTest {

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    void passwordGivesWhatALoginInABrowserGives() {
        var tokens = provider.password(SHOP, "openid email groups offline_access", "nonce", "n");

        var claims = provider.claims(tokens.idToken());
        assertThat(claims.findString("nonce")).contains("n");
        assertThat(claims.findString("email")).contains("alice@example.org");
        assertThat(claims.asMap()).containsKeys("auth_time", "groups", "at_hash");
        assertThat(provider.opens(tokens.accessToken())).isTrue();
        assertThat(tokens.scopes().contains(Scope.OFFLINE_ACCESS)).isTrue();
        assertThat(reveal(provider.refresh(reveal(tokens.refreshToken())).accessToken()))
                .isNotEmpty();
        assertThat(provider.direct.asked).containsExactly("corp alice [GROUPS, OFFLINE_ACCESS]");
    }

    @Test
    void publicClientMayAsk() {
        assertThat(provider.opens(provider.password(APP, "openid").accessToken()))
                .isTrue();
    }

    @Test
    void connectorThatCannotRefreshGivesNoRefreshToken() {
        provider.connectors.put(FakeConnectors.entry("corp", EnumSet.noneOf(Capability.class)));

        var tokens = provider.password(SHOP, "openid offline_access");

        assertThat(tokens.refreshToken()).isNull();
        assertThat(tokens.scopes().contains(Scope.OFFLINE_ACCESS)).isFalse();
    }

    @Test
    void wrongPasswordIsAnInvalidGrantWhateverIsWrong() {
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.password(SHOP, "openid", "password", "guess"));
        for (var reason : Refusal.values()) {
            provider.direct.answers(LoginResult.refused(reason, "because"));

            refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.password(SHOP, "openid"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "email",
                "openid made_up",
                "openid audience:server:client_id:api:x",
                "openid audience:" + "server:client_id:thief"
            })
    @Tag("SEC-A6")
    void scopeIsWhatABrowserMayAskFor(String scope) {
        refused(ErrorCode.INVALID_SCOPE, () -> provider.password(SHOP, scope));

        assertThat(provider.direct.asked).as("nobody was asked").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void missingParameterIsAnInvalidRequest(String name) {
        refused(ErrorCode.INVALID_REQUEST, () -> provider.password(SHOP, "openid", name, ""));
    }

    @Test
    void overlongNonceIsRefused() {
        refused(ErrorCode.INVALID_REQUEST, () -> provider.password(SHOP, "openid", "nonce", "n".repeat(1025)));
    }

    @Test
    @Tag("SEC-B15")
    void connectorThatIsNotForThisGrantIsNotAsked() {
        provider.connectors.put(FakeConnectors.narrowed(FakeConnectors.CORP, GrantType.AUTHORIZATION_CODE));

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.password(SHOP, "openid"));
        assertThat(provider.direct.asked).isEmpty();
    }

    @Test
    @Tag("SEC-B15")
    void whoMustUseABrowserGetsNothing() {
        provider.direct.demands("a second factor");

        refused(ErrorCode.INVALID_GRANT, () -> provider.password(SHOP, "openid"));
    }
}
