package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7662.
final class IntrospectionTest {

    private static final String SCOPES = "openid email profile groups offline_access federated:id";
    private static final String SUBJECT = new Subject("alice", "corp").encode();

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    @Test
    void accessTokenIsDescribedAsDexDescribesIt() {
        var token = provider.tokens(SCOPES).accessToken();
        var now = provider.clock.instant().getEpochSecond();

        assertThat(of(token, SHOP))
                .containsEntry("active", true)
                .containsEntry("client_id", "shop")
                .containsEntry("sub", SUBJECT)
                .containsEntry("iat", now)
                .containsEntry("nbf", now)
                .containsEntry("exp", now + TestPolicies.TOKEN_LIFETIME.toSeconds())
                .containsEntry("username", "al")
                .containsEntry("aud", "shop")
                .containsEntry("iss", "https://id.example/dex")
                .containsEntry("token_type", "Bearer")
                .containsEntry("token_use", "access_token")
                .containsEntry(
                        "ext",
                        Map.of(
                                "email",
                                "alice@example.org",
                                "email_verified",
                                true,
                                "groups",
                                List.of("staff", "admins"),
                                "name",
                                "Alice",
                                "preferred_username",
                                "al",
                                "federated_claims",
                                Map.of("connector_id", "corp", "user_id", "alice")));
    }

    @Test
    void refreshTokenIsDescribedAsDexDescribesIt() {
        var token = provider.tokens(SCOPES).refreshToken();
        var now = provider.clock.instant().getEpochSecond();

        assertThat(of(token, SHOP))
                .containsEntry("active", true)
                .containsEntry("client_id", "shop")
                .containsEntry("sub", SUBJECT)
                .containsEntry("iat", now)
                .containsEntry("exp", now + TestPolicies.ABSOLUTE.toSeconds())
                .containsEntry("username", "al")
                .containsEntry("aud", "shop")
                .containsEntry("scope", SCOPES)
                .containsEntry("token_use", "refresh_token");
    }

    @Test
    void askingDoesNotRotate() {
        var token = provider.tokens(SCOPES).refreshToken();

        of(token, SHOP);
        of(token, SHOP);

        provider.refresh(reveal(token));
    }

    @Test
    @Tag("SEC-B12")
    void tokenOfAnotherClientIsAsGoodAsNone() {
        var tokens = provider.tokens(SCOPES);

        assertThat(of(tokens.accessToken(), THIEF)).isEqualTo(Map.of("active", false));
        assertThat(of(tokens.refreshToken(), THIEF)).isEqualTo(Map.of("active", false));
    }

    @Test
    @Tag("SEC-B12")
    void clientSeesAccessTokensThatAreForItAndNotTheRefreshTokenBesideThem() {
        var tokens = provider.tokens(SCOPES + " audience:server:client_id:api");

        assertThat(of(tokens.accessToken(), API)).containsEntry("active", true).containsEntry("client_id", "shop");
        assertThat(of(tokens.refreshToken(), API)).isEqualTo(Map.of("active", false));
    }

    @Test
    @Tag("SEC-B12")
    void publicClientHasOnlyNamedItself() {
        var token = provider.tokens(SCOPES).accessToken();

        refusedQuietly(ErrorCode.INVALID_CLIENT, () -> of(token, APP));
    }

    @Test
    @Tag("SEC-B12")
    void anybodyMayAskWhereTheOperatorWantsIt() {
        var tokens = provider.tokens(SCOPES);

        assertThat(provider.introspection.ofOpenly(tokens.accessToken())).containsEntry("active", true);
        assertThat(provider.introspection.ofOpenly(Secret.of(reveal(tokens.refreshToken()))))
                .containsEntry("active", true);
        assertThat(provider.introspection.ofOpenly(Secret.of("nonsense"))).isEqualTo(Map.of("active", false));
    }

    @Test
    @Tag("SEC-B2")
    void tokensOfARevokedGrantAreInactive() {
        var tokens = provider.tokens(SCOPES);
        provider.tokenRevocation.revoke(provider.authenticated(SHOP), tokens.accessToken());

        assertThat(of(tokens.accessToken(), SHOP)).isEqualTo(Map.of("active", false));
        assertThat(of(tokens.refreshToken(), SHOP)).isEqualTo(Map.of("active", false));
    }

    @Test
    void supersededRefreshTokenIsActiveForAsLongAsItGivesItsSuccessor() {
        var token = provider.tokens(SCOPES).refreshToken();
        provider.refresh(reveal(token));
        assertThat(of(token, SHOP)).containsEntry("active", true);

        provider.advance(TestPolicies.RETRY_WINDOW.toSeconds() + 1);
        assertThat(of(token, SHOP)).isEqualTo(Map.of("active", false));
    }

    @Test
    void expiredTokensAreInactive() {
        var tokens = provider.tokens(SCOPES);

        provider.advance(TestPolicies.TOKEN_LIFETIME.toSeconds());
        assertThat(of(tokens.accessToken(), SHOP)).isEqualTo(Map.of("active", false));
        assertThat(of(tokens.refreshToken(), SHOP)).containsEntry("active", true);

        provider.advance(TestPolicies.IDLE.toSeconds());
        assertThat(of(tokens.refreshToken(), SHOP)).isEqualTo(Map.of("active", false));
    }

    @Test
    @Tag("SEC-B14")
    void tokensOfARemovedConnectorOrClientAreInactive() {
        var tokens = provider.tokens(SCOPES);
        provider.connectors.remove(CORP.id());

        assertThat(of(tokens.accessToken(), SHOP)).isEqualTo(Map.of("active", false));
        assertThat(of(tokens.refreshToken(), SHOP)).isEqualTo(Map.of("active", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "CgR0ZXN0EgNiYXI", "\0", "…"})
    void whateverIsNoTokenIsInactive(String text) {
        assertThat(of(Secret.of(text), SHOP)).isEqualTo(Map.of("active", false));
    }

    private Map<String, Object> of(@Nullable Secret token, Client asking) {
        return provider.introspection.of(Secret.of(reveal(token)), provider.authenticated(asking));
    }
}
