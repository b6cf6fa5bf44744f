package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.TestAuthorizations;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6750, section 3.1; OpenID Connect Core, section 5.3.
final class AccessTokensTest {

    private static final String SCOPES = "openid email groups profile federated:id";

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final TestProvider strict = new TestProvider(TestPolicies.STRICT);

    @Test
    void tokenOpensUntilItExpires() {
        var token = provider.tokens("openid").accessToken();
        assertThat(provider.accessTokens.require(token)).isEqualTo(provider.claims(token));

        provider.clock.set(Instant.parse("2026-03-01T12:59:59.999Z"));
        assertThat(provider.opens(token)).isTrue();
    }

    @Test
    @Tag("SEC-G7")
    void expiredTokenIsRefusedWithoutTolerance() {
        var token = provider.tokens("openid").accessToken();
        provider.clock.set(Instant.parse("2026-03-01T13:00:00Z"));

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "RS256.jwt-0.signature ", "RS256.jwt-0.signatur", "\u0000"})
    @Tag("SEC-B6")
    void whatWeDidNotSignIsRefused(String text) {
        provider.tokens("openid");

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(Secret.of(text)));
    }

    @Test
    @Tag("SEC-B14")
    void tokenOfARemovedClientIsRefused() {
        var alone = provider.tokens("openid").accessToken();
        var several = provider.tokens("openid audience:server:client_id:api").accessToken();
        provider.clients.remove(SHOP.id());

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(alone));
        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(several));
    }

    @Test
    @Tag("SEC-B14")
    void tokenOfARemovedConnectorIsRefused() {
        var token = provider.tokens("openid").accessToken();
        provider.connectors.remove(CORP.id());

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
    }

    @Test
    @Tag("SEC-B2")
    @Tag("REL-5")
    void tokensOfARevokedGrantAreRefusedAndOthersAreNot() {
        var code = provider.code("openid");
        var token = provider.redeem(SHOP, code).accessToken();
        var other = provider.tokens("openid").accessToken();
        provider.revocation.revoke(provider.codes.issued(code).orElseThrow().grant());

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
        assertThat(provider.opens(other)).isTrue();
    }

    @Test
    void claimsOfAGoodTokenAreTaken() {
        assertThat(provider.opens(signed(null, Map.of(), ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
    void tokenWithoutAClaimIsRefused(String missing) {
        var token = signed(null, Map.of(), missing);

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
    }

    /// Back-Channel Logout 1.0, section 2.4: what has `events` is a logout token, whatever its type is called.
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "at+jwt")
    @Tag("SEC-B7")
    void securityEventIsNoAccessToken(@Nullable String type) {
        var events = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        var token = signed(type, Map.of("events", events), "");

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
    }

    @Test
    void tokenWithAClaimOfAnotherTypeOrValueIsRefused() {
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("iss", "https://id.example/dex/"),
                Map.of("iss", "https://id.example"),
                Map.of("iss", List.of("https://id.example/dex")),
                Map.of("sub", "alice"),
                Map.of("sub", ""),
                Map.of("sub", new Subject("alice", "other").encode()),
                Map.of("sub", new Subject("alice", "").encode()),
                Map.of("sub", new Subject("alice", "Corp").encode()),
                Map.of("aud", "stranger"),
                Map.of("aud", ""),
                Map.of("aud", List.of()),
                Map.of("aud", List.of("stranger", "shop")),
                Map.of("aud", List.of("shop", 1)),
                Map.of("aud", true),
                Map.of("azp", "stranger"),
                Map.of("azp", ""),
                Map.of("exp", "9999999999"),
                Map.of("exp", TestAuthorizations.NOW.getEpochSecond()),
                Map.of("exp", Long.MIN_VALUE),
                Map.of("exp", Long.MAX_VALUE),
                Map.of("jti", "1"),
                Map.of("jti", 1),
                Map.of("jti", "00000000-0000-1000-8000-000000000000"))) {
            var token = signed(null, wrong, "");

            refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(token));
        }
    }

    @Test
    @Tag("SEC-B7")
    void idTokenIsNotTakenWhereTypesAreTold() {
        var ofStrict = strict.tokens("openid");
        assertThat(strict.opens(ofStrict.accessToken())).isTrue();
        refusedQuietly(
                ErrorCode.INVALID_TOKEN, () -> strict.accessTokens.require(Secret.of(reveal(ofStrict.idToken()))));

        // as dex has it
        assertThat(provider.opens(Secret.of(reveal(provider.tokens("openid").idToken()))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "AT+JWT", "application/at+jwt", "logout+jwt", "dpop+jwt"})
    @Tag("SEC-B7")
    void otherTypesAreTakenNowhere(String type) {
        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.accessTokens.require(signed(type, Map.of(), "")));
        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> strict.accessTokens.require(signed(strict, type, Map.of(), "")));
    }

    @Test
    @Tag("SEC-B7")
    void typedTokenIsTakenInBothModes() {
        assertThat(provider.opens(signed("at+jwt", Map.of(), ""))).isTrue();
        assertThat(strict.opens(signed(strict, "at+jwt", Map.of(), ""))).isTrue();
        assertThat(strict.opens(signed(strict, null, Map.of(), ""))).isFalse();
    }

    /// Kind × door: whatever is shown where another kind belongs is refused and changes nothing.
    @Test
    @Tag("SEC-B7")
    void kindsAreNotInterchangeable() {
        var unused = strict.code("openid offline_access");
        var response = strict.tokens("openid offline_access");
        var kinds = Map.of(
                "code", unused,
                "access", response.accessToken().reveal(),
                "id", reveal(response.idToken()),
                "refresh", reveal(response.refreshToken()));
        kinds.forEach((kind, text) -> {
            if (!kind.equals("code")) {
                refusedQuietly(ErrorCode.INVALID_GRANT, () -> strict.redeem(SHOP, text));
            }
            if (!kind.equals("refresh")) {
                refusedQuietly(ErrorCode.INVALID_GRANT, () -> strict.refresh(text));
            }
            if (!kind.equals("access")) {
                refusedQuietly(ErrorCode.INVALID_TOKEN, () -> strict.accessTokens.require(Secret.of(text)));
            }
        });

        assertThat(strict.opens(response.accessToken())).isTrue();
        assertThat(strict.refresh(reveal(response.refreshToken()))).isNotNull();
        assertThat(strict.redeem(SHOP, unused)).isNotNull();
    }

    @Test
    void userInfoSaysWhoTheEndUserIsAndNothingOfTheToken() {
        var token = provider.tokens(SCOPES + " audience:server:client_id:api").accessToken();

        assertThat(provider.userInfo(token))
                .containsOnlyKeys(
                        "sub", "email", "email_verified", "groups", "name", "preferred_username", "federated_claims")
                .containsEntry("sub", new Subject("alice", "corp").encode());
    }

    @Test
    void userInfoOfDexIsThePayload() {
        var ofDex = new TestProvider(TestPolicies.OF_DEX);
        var token = ofDex.tokens(SCOPES).accessToken();

        assertThat(ofDex.userInfo(token)).isEqualTo(ofDex.claims(token).asMap());
    }

    private Secret signed(@Nullable String type, Map<String, Object> changes, String without) {
        return signed(provider, type, changes, without);
    }

    private static Secret signed(TestProvider by, @Nullable String type, Map<String, Object> changes, String without) {
        return Secret.of(by.jwts.sign(claims(changes, without), type));
    }

    /// The claims of a good token, but for the changes.
    private static JwtClaims claims(Map<String, Object> changes, String without) {
        var good = Map.<String, Object>of(
                "iss", "https://id.example/dex",
                "sub", new Subject("alice", "corp").encode(),
                "aud", "shop",
                "exp", TestAuthorizations.NOW.plus(Duration.ofHours(1)).getEpochSecond(),
                "jti", TestAuthorizations.grant(7).newTokenId(new Entropy()));
        var builder = JwtClaims.builder();
        good.forEach((name, value) -> {
            if (!name.equals(without) && !changes.containsKey(name)) {
                builder.add(name, value);
            }
        });
        changes.forEach(builder::add);
        return builder.build();
    }
}
