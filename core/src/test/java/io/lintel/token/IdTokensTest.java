package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;
import io.lintel.signing.JwtClaims;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which tokens are hints about an end-user.
@Tag("SEC-B7")
final class IdTokensTest {

    private static final String ALICE = new Subject("alice", CORP.id().value()).encode();

    private final TestProvider provider = new TestProvider(TestPolicies.STRICT);
    private final IdTokens hints = new IdTokens(provider.jwts, provider.policy);

    @Test
    void idTokenTellsWhomItIsAbout() {
        assertThat(hints.require(idToken("openid"), SHOP.id())).isEqualTo(ALICE);
    }

    @Test
    void expiredIdTokenDoes() {
        var hint = idToken("openid");
        provider.clock.advance(TestPolicies.TOKEN_LIFETIME.multipliedBy(10));

        assertThat(hints.require(hint, SHOP.id())).isEqualTo(ALICE);
    }

    @Test
    void idTokenOfAnotherClientDoesNot() {
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(idToken("openid"), THIEF.id()));
    }

    @Test
    void idTokenForSeveralClientsIsAHintForEach() {
        var hint = idToken("openid audience:server:client_id:api");

        assertThat(hints.require(hint, SHOP.id())).isEqualTo(ALICE);
        assertThat(hints.require(hint, API.id())).isEqualTo(ALICE);
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(hint, THIEF.id()));
    }

    @Test
    void accessTokenOfItsOwnTypeDoesNot() {
        var accessToken = reveal(provider.tokens("openid").accessToken());

        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(accessToken, SHOP.id()));
    }

    @Test
    void tokenThatSaysSomethingElseDoesNot() {
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(signed("https://id.example", ALICE), SHOP.id()));
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(signed(null, ALICE), SHOP.id()));
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(signed(issuer(), null), SHOP.id()));
    }

    @Test
    void whatIsNoTokenOfOursDoesNotAndIsNotRepeated() {
        var forged = idToken("openid") + "x";

        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> hints.require(forged, SHOP.id()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.description()).contains("Invalid id_token_hint."))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(forged));
    }

    private String idToken(String scopes) {
        return reveal(provider.tokens(scopes).idToken());
    }

    private String signed(@Nullable String issuer, @Nullable String subject) {
        var claims = JwtClaims.builder()
                .addIfPresent("iss", issuer)
                .addIfPresent("sub", subject)
                .audience(List.of(SHOP.id().value()));
        return provider.jwts.sign(claims.build(), null);
    }

    private static String issuer() {
        return TestPolicies.ISSUER.value();
    }
}
