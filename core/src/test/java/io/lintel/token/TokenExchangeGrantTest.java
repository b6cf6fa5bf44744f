package io.lintel.token;

import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.ALICE;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.FakeConnectors;
import io.lintel.client.TestClients;
import io.lintel.connector.Capability;
import io.lintel.connector.LoginResult;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.TokenType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A token of an upstream provider for one of ours (RFC 8693).
final class TokenExchangeGrantTest {

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    void tokenOfAnUpstreamGivesOneAccessTokenAndNothingElse() {
        var response = provider.exchange(SHOP, "scope", "openid email");

        assertThat(response.exchanged()).isEqualTo(TokenType.ACCESS_TOKEN);
        assertThat(response.idToken()).isNull();
        assertThat(response.refreshToken()).isNull();
        assertThat(provider.opens(response.accessToken())).isTrue();
        var claims = provider.claims(response.accessToken());
        assertThat(claims.findString("email")).contains("alice@example.org");
        assertThat(claims.asMap())
                .as("nobody knows when she logged in")
                .doesNotContainKeys("auth_time", "nonce", "at_hash", "groups");
        assertThat(provider.direct.asked).containsExactly("corp ID_TOKEN");
    }

    @Test
    void idTokenIsGivenInPlaceOfAnAccessToken() {
        var response = provider.exchange(SHOP, "requested_token_type", TokenType.ID_TOKEN.value());

        assertThat(response.exchanged()).isEqualTo(TokenType.ID_TOKEN);
        assertThat(response.idToken()).isNull();
        assertThat(provider.claims(response.accessToken()).audience()).containsExactly("shop");
    }

    @Test
    @Tag("SEC-F3")
    void whatIsGivenDoesNotOutliveTheTokenThatWasShown() {
        provider.direct.answers(
                LoginResult.authenticated(ALICE, provider.clock.instant().plusSeconds(90)));

        var response = provider.exchange(SHOP);

        assertThat(response.expiresIn()).isEqualTo(Duration.ofSeconds(90));
        provider.advance(89);
        assertThat(provider.opens(response.accessToken())).isTrue();
        provider.advance(1);
        assertThat(provider.opens(response.accessToken())).isFalse();
        refusedQuietly(ErrorCode.INVALID_REQUEST, () -> provider.exchange(SHOP));
    }

    @Test
    @Tag("SEC-F3")
    void longLivedTokenGivesNoLongerLife() {
        provider.direct.answers(
                LoginResult.authenticated(ALICE, provider.clock.instant().plus(Duration.ofDays(365))));

        assertThat(provider.exchange(SHOP).expiresIn()).isEqualTo(TestPolicies.DEFAULT.tokenLifetime());
    }

    @Test
    @Tag("SEC-F3")
    void whatWasGivenIsNoTokenOfAnUpstream() {
        var given = provider.exchange(SHOP);

        refusedQuietly(
                ErrorCode.INVALID_REQUEST,
                () -> provider.exchange(
                        SHOP, "subject_token", given.accessToken().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offline_access", "openid offline_access", "made_up", "audience:server:client_id:thief"})
    @Tag("SEC-F3")
    @Tag("SEC-A6")
    void scopeIsNoMoreThanABrowserGives(String scope) {
        refused(ErrorCode.INVALID_SCOPE, () -> provider.exchange(SHOP, "scope", scope));

        assertThat(provider.direct.asked).as("nobody was asked").isEmpty();
    }

    @Test
    @Tag("SEC-F3")
    @Tag("SEC-F4")
    void audienceIsAClientThatTrustsTheOneThatAsks() {
        var response = provider.exchange(SHOP, "audience", "api", "scope", "openid");

        assertThat(provider.claims(response.accessToken()).audience()).containsExactlyInAnyOrder("api", "shop");
        assertThat(response.scopes().audiences()).containsExactly(API.id());
        assertThat(provider.claims(provider.exchange(SHOP, "audience", "shop").accessToken())
                        .audience())
                .containsExactly("shop");
        for (var foreign : List.of("thief", "nobody", "https://api.example")) {
            refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(SHOP, "audience", foreign));
        }
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(THIEF, "audience", "api"));
        provider.clients.put(TestClients.trusting(API));
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(SHOP, "audience", "api"));
    }

    @Test
    @Tag("SEC-F3")
    void resourceThatIsNobodysIsAnInvalidTarget() {
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(SHOP, "resource", "https://api.example/"));
        assertThat(provider.direct.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "subject_token,",
        "subject_token_type,",
        "subject_token_type, id_token",
        "subject_token_type, urn:ietf:params:oauth:token-type:saml2",
        "subject_token_type, urn:ietf:params:oauth:token-type:refresh_token",
        "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token",
        "requested_token_type, urn:ietf:params:oauth:token-type:jwt",
        "actor_token, x",
        "actor_token_type, urn:ietf:params:oauth:token-type:jwt"
    })
    void requestThatIsNotAnsweredAsksNobody(String name, String value) {
        refused(ErrorCode.INVALID_REQUEST, () -> provider.exchange(SHOP, name, value == null ? "" : value));

        assertThat(provider.direct.asked).isEmpty();
    }

    @Test
    void tokenOfNobodyIsAnInvalidRequest() {
        refusedQuietly(ErrorCode.INVALID_REQUEST, () -> provider.exchange(SHOP, "subject_token", "made up"));
    }

    @Test
    void onlyConnectorThatTakesTokensNeedsNoName() {
        assertThat(provider.opens(provider.exchange(SHOP, "connector_id", "").accessToken()))
                .isTrue();

        provider.connectors.put(FakeConnectors.entry("other", EnumSet.of(Capability.TOKEN_EXCHANGE)));

        refused(ErrorCode.INVALID_REQUEST, () -> provider.exchange(SHOP, "connector_id", ""));
        provider.clients.put(TestClients.allowing(SHOP, "corp"));
        assertThat(provider.opens(provider.exchange(SHOP, "connector_id", "").accessToken()))
                .isTrue();
    }

    @Test
    void connectorThatTakesNoTokensIsNotAsked() {
        refused(ErrorCode.INVALID_REQUEST, () -> provider.exchange(SHOP, "connector_id", "saml"));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.exchange(SHOP, "connector_id", "nobody"));

        assertThat(provider.direct.asked).isEmpty();
    }

    @Test
    @Tag("SEC-B15")
    void whoMustUseABrowserGetsNothing() {
        provider.direct.demands("a second factor");

        refused(ErrorCode.INVALID_GRANT, () -> provider.exchange(SHOP));
    }
}
