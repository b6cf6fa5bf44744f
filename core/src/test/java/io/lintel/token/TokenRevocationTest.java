package io.lintel.token;

import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7009.
final class TokenRevocationTest {

    private static final String SCOPES = "openid offline_access";

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final TokenResponse tokens = provider.tokens(SCOPES);

    /// Section 2.1.
    @Test
    void refreshTokenTakesItsAccessTokensWithIt() {
        revoke(SHOP, tokens.refreshToken());

        assertNothingIsAlive();
    }

    @Test
    void accessTokenTakesItsRefreshTokenWithIt() {
        revoke(SHOP, tokens.accessToken());

        assertNothingIsAlive();
    }

    @Test
    @Tag("SEC-C6")
    void supersededRefreshTokenEndsItsFamily() {
        var next = provider.refresh(reveal(tokens.refreshToken())).refreshToken();
        provider.advance(TestPolicies.RETRY_WINDOW.toSeconds() + 1);

        revoke(SHOP, tokens.refreshToken());

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(next)));
    }

    @Test
    @Tag("SEC-B4")
    void anotherClientRevokesNothing() {
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> revoke(THIEF, tokens.refreshToken()));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> revoke(THIEF, tokens.accessToken()));

        assertThat(provider.opens(tokens.accessToken())).isTrue();
        provider.refresh(reveal(tokens.refreshToken()));
    }

    @Test
    void otherGrantsOfTheSameClientAndUserStay() {
        var others = provider.tokens(SCOPES);

        revoke(SHOP, tokens.refreshToken());

        assertThat(provider.opens(others.accessToken())).isTrue();
        provider.refresh(reveal(others.refreshToken()));
    }

    @Test
    void whatWasRevokedBeforeIsRevoked() {
        revoke(SHOP, tokens.refreshToken());
        revoke(SHOP, tokens.refreshToken());
        revoke(SHOP, tokens.accessToken());

        assertNothingIsAlive();
    }

    /// Section 2.2: an invalid token is no error.
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "CgR0ZXN0EgNiYXI"})
    void whateverIsNoTokenIsRevokedAlready(String text) {
        revoke(SHOP, Secret.of(text));

        assertThat(provider.opens(tokens.accessToken())).isTrue();
    }

    @Test
    @Tag("SEC-C2")
    void whoKnowsTheFamilyAloneRevokesNothing() {
        var family =
                RefreshToken.decode(reveal(tokens.refreshToken())).orElseThrow().family();

        revoke(SHOP, new RefreshToken(family, Secret.of("a".repeat(76))).encode());

        provider.refresh(reveal(tokens.refreshToken()));
    }

    private void assertNothingIsAlive() {
        assertThat(provider.opens(tokens.accessToken())).isFalse();
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(tokens.refreshToken())));
    }

    private void revoke(Client client, @Nullable Secret token) {
        provider.tokenRevocation.revoke(provider.authenticated(client), Secret.of(reveal(token)));
    }
}
