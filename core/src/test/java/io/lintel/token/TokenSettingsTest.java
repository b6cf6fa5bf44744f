package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.token.TestProvider.ALICE;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.Client;
import io.lintel.client.SubjectType;
import io.lintel.client.TestSubjects;
import io.lintel.client.TokenLifetimes;
import io.lintel.client.TokenSettings;
import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.client.TokenSettingsBuilder;
import io.lintel.connector.Address;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import io.lintel.signing.JwtClaims;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the settings of one client do to its tokens, and to everything that is said of them.
final class TokenSettingsTest {

    private static final String SCOPES = "openid email groups profile federated:id offline_access";
    private static final Set<String> IDENTITY =
            Set.of("email", "email_verified", "groups", "name", "preferred_username", "federated_claims");
    private static final Subject USER = new Subject("alice", "corp");

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    /// One way for a client to be told who somebody is.
    private enum Told {
        PUBLIC,
        OPAQUE,
        PAIRWISE;

        SubjectType type() {
            return switch (this) {
                case PUBLIC -> new SubjectType.Public();
                case OPAQUE -> new SubjectType.Opaque();
                case PAIRWISE -> new SubjectType.Pairwise("shop.example");
            };
        }
    }

    /// ID token, access token, refreshed tokens, userinfo and both introspections.
    @ParameterizedTest
    @EnumSource
    @Tag("SEC-I1")
    void clientIsToldTheSameSubjectEverywhere(Told told) {
        for (var form : AccessTokenForm.values()) {
            var shop = shop(TokenSettings.builder().subject(told.type()).accessTokenForm(form));
            var first = provider.redeem(shop, code(shop));
            var second = provider.refresh(shop, reveal(first.refreshToken()));

            var subs = new LinkedHashSet<Object>();
            for (var response : List.of(first, second)) {
                subs.add(provider.claims(response.idToken()).asMap().get("sub"));
                subs.add(provider.claims(response.accessToken()).asMap().get("sub"));
                subs.add(provider.userInfo(response.accessToken()).get("sub"));
                subs.add(introspected(shop, response.accessToken()).get("sub"));
            }
            subs.add(
                    introspected(shop, Secret.of(reveal(second.refreshToken()))).get("sub"));

            assertThat(subs).containsExactly(TestSubjects.SUBJECTS.sub(shop, USER));
            assertThat(provider.accessTokens.findUser(provider.claims(second.accessToken())))
                    .contains(USER);
            assertThat(provider.claims(first.idToken()).asMap())
                    .containsEntry("federated_claims", Map.of("connector_id", "corp", "user_id", "alice"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-B14")
    void tokenOfARemovedConnectorIsRefusedWhateverItsSubject(Told told) {
        var shop = shop(TokenSettings.builder().subject(told.type()));
        var token = provider.redeem(shop, code(shop)).accessToken();
        assertThat(provider.opens(token)).isTrue();

        provider.connectors.remove(CORP.id());

        assertThat(provider.opens(token)).isFalse();
    }

    @Test
    @Tag("SEC-B7")
    void idTokenWithoutAReadableSubjectIsNoAccessToken() {
        var shop = shop(TokenSettings.builder().subject(new SubjectType.Opaque()));
        var idToken = provider.redeem(shop, code(shop)).idToken();

        assertThat(provider.opens(Secret.of(reveal(idToken)))).isFalse();
    }

    @Test
    void idTokenLeavesScopeClaimsToUserInfoWhereTheClientWantsIt() {
        var shop = shop(TokenSettings.builder().scopeClaimsInIdToken(false));
        var response = provider.redeem(shop, code(shop));

        assertThat(provider.claims(response.idToken()).asMap())
                .containsOnlyKeys("iss", "sub", "aud", "exp", "iat", "jti", "nonce", "auth_time", "at_hash");
        assertThat(provider.userInfo(response.accessToken()).keySet()).containsAll(IDENTITY);
    }

    /// RFC 9068, section 2.2.
    @Test
    void jwtAccessTokenSaysWhatItMustAndNothingOfTheEndUser() {
        var shop = shop(TokenSettings.builder().accessTokenForm(AccessTokenForm.AT_JWT));
        var response = provider.redeem(shop, code(shop));
        var token = provider.jwts.verify(response.accessToken().reveal());

        assertThat(token.type()).isEqualTo("at+jwt");
        assertThat(token.claims().asMap())
                .containsOnlyKeys(
                        "iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "auth_time", SealedClaims.NAME)
                .containsEntry("aud", "shop")
                .containsEntry("client_id", "shop")
                .containsEntry("scope", SCOPES);
        assertThat(provider.userInfo(response.accessToken()).keySet())
                .containsExactlyInAnyOrderElementsOf(with(IDENTITY, "sub"));
        assertThat(provider.claims(response.idToken()).asMap().keySet()).containsAll(IDENTITY);
    }

    @Test
    @Tag("SEC-B7")
    void clientWithItsOwnTypeOfAccessTokensDecidesAndNotTheServer() {
        var typed = shop(TokenSettings.builder().accessTokenForm(AccessTokenForm.AT_JWT));
        var idToken = Secret.of(reveal(provider.redeem(typed, code(typed)).idToken()));
        assertThat(provider.opens(idToken)).isFalse();

        var strict = new TestProvider(TestPolicies.STRICT);
        var ofDex = SHOP.with()
                .tokens(TokenSettings.builder()
                        .accessTokenForm(AccessTokenForm.OF_DEX)
                        .build())
                .build();
        strict.clients.put(ofDex);
        var accessToken = strict.tokens("openid email").accessToken();
        assertThat(strict.jwts.verify(accessToken.reveal()).type()).isNull();
        assertThat(strict.userInfo(accessToken)).containsKey("email");
    }

    @Test
    void typedTokensOfAStrictServerNameClientAndScope() {
        var strict = new TestProvider(TestPolicies.STRICT);

        assertThat(strict.claims(strict.tokens("openid email").accessToken()).asMap())
                .containsEntry("client_id", "shop")
                .containsEntry("scope", "openid email")
                .containsEntry("email", "alice@example.org");
    }

    @Test
    @Tag("SEC-B12")
    void introspectionTellsAnAudienceNoMoreThanTheToken() {
        var shop = shop(TokenSettings.builder().accessTokenForm(AccessTokenForm.AT_JWT));
        var token = provider.redeem(shop, code(shop, "openid email audience:server:client_id:api"))
                .accessToken();

        assertThat(String.valueOf(introspected(shop, token).get("ext"))).contains("alice@example.org");
        assertThat(introspected(API, token))
                .containsEntry("active", true)
                .containsEntry("client_id", "shop")
                .containsEntry("scope", "openid email audience:server:client_id:api");
        assertThat(introspected(API, token).get("ext")).isEqualTo(Map.of("azp", "shop"));
    }

    @ParameterizedTest
    @EnumSource
    void idTokenIsSignedAndHashedByTheAlgorithmOfTheClient(SigningAlgorithm algorithm) {
        var shop = shop(TokenSettings.builder().idTokenAlgorithm(algorithm));
        var response = provider.redeem(shop, code(shop));

        assertThat(provider.jwts.verify(response.accessToken().reveal()).algorithm())
                .isEqualTo(SigningAlgorithm.RS256);
        var idToken = provider.jwts.verify(reveal(response.idToken()));
        assertThat(idToken.algorithm()).isEqualTo(algorithm);
        assertThat(idToken.claims().findString("at_hash"))
                .contains(TokenIssuer.halfHash(
                        provider.jwts.pinned(algorithm), response.accessToken().reveal()));
    }

    /// Also of an ID token, where it is taken for an access token.
    @Test
    void userInfoTellsOfTheEndUserAndNotOfTheLogin() {
        var shop = shop(TokenSettings.builder());
        var claims = JwtClaims.builder();
        provider.claims(provider.redeem(shop, code(shop)).idToken()).asMap().forEach(claims::add);
        var answer = (UserInfo.Answer.Plain) provider.userInfo.of(
                claims.add("amr", List.of("pwd")).add("acr", "1").build());

        assertThat(answer.members()).containsOnlyKeys(with(IDENTITY, "sub"));
    }

    /// OpenID Connect Core, section 5.3.2.
    @Test
    void signedUserInfoNamesUsAndTheClient() {
        var shop = shop(TokenSettings.builder().userInfoAlgorithm(SigningAlgorithm.ES256));
        var token = provider.redeem(shop, code(shop)).accessToken();
        var answer = (UserInfo.Answer.Signed) provider.userInfo.of(provider.accessTokens.require(token));
        var jwt = provider.jwts.verify(answer.jwt());

        assertThat(jwt.algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(jwt.claims().asMap())
                .containsOnlyKeys(with(with(with(IDENTITY, "sub"), "iss"), "aud"))
                .containsEntry("iss", "https://id.example/dex")
                .containsEntry("aud", "shop");
    }

    @Test
    @Tag("SEC-B7")
    void signedUserInfoIsNoTokenOfAnyKind() {
        var shop = shop(TokenSettings.builder().userInfoAlgorithm(SigningAlgorithm.RS256));
        var token = provider.redeem(shop, code(shop)).accessToken();
        var answer = (UserInfo.Answer.Signed) provider.userInfo.of(provider.accessTokens.require(token));
        var hints = new IdTokens(provider.jwts, provider.policy);

        assertThat(provider.opens(Secret.of(answer.jwt()))).isFalse();
        refused(ErrorCode.INVALID_REQUEST, () -> hints.require(answer.jwt(), shop.id()));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(shop, answer.jwt()));
    }

    @Test
    void lifetimesAreThoseOfTheClient() {
        var shop = shop(TokenSettings.builder()
                .lifetimes(new TokenLifetimes(
                        Duration.ofMinutes(5), Duration.ofMinutes(90), Duration.ofDays(2), Duration.ofHours(1))));
        var response = provider.redeem(shop, code(shop));
        var now = provider.clock.instant().truncatedTo(ChronoUnit.SECONDS);

        assertThat(response.expiresIn()).isEqualTo(Duration.ofMinutes(90));
        assertThat(provider.claims(response.idToken()).findInstant("exp")).contains(now.plus(Duration.ofMinutes(5)));
        assertThat(provider.claims(response.accessToken()).findInstant("exp"))
                .contains(now.plus(Duration.ofMinutes(90)));
        assertThat(introspected(shop, Secret.of(reveal(response.refreshToken()))))
                .containsEntry("exp", now.plus(Duration.ofDays(2)).getEpochSecond());

        provider.clock.advance(Duration.ofHours(1));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(shop, reveal(response.refreshToken())));
    }

    @Test
    void refreshTokenLivesForEverWhereTheClientHasNoLimit() {
        var shop =
                shop(TokenSettings.builder().lifetimes(new TokenLifetimes(null, null, Duration.ZERO, Duration.ZERO)));
        var response = provider.redeem(shop, code(shop));

        provider.clock.advance(TestPolicies.ABSOLUTE.multipliedBy(10));

        assertThat(provider.refresh(shop, reveal(response.refreshToken()))).isNotNull();
    }

    /// OpenID Connect Core, sections 5.1.1 and 5.4.
    @Test
    void phoneAndAddressAreToldWithTheirScopes() {
        var carol = Identity.of("carol")
                .phone(new PhoneNumber("+48 22 555 01 23", true))
                .address(new Address("ul. Prosta 1\n00-001 Warszawa", "ul. Prosta 1", "Warszawa", null, "00-001", "PL"))
                .build();
        var both = claims(carol, "openid phone address");
        var neither = claims(carol, "openid profile");

        assertThat(both)
                .containsEntry("phone_number", "+48 22 555 01 23")
                .containsEntry("phone_number_verified", true)
                .containsEntry(
                        "address",
                        Map.of(
                                "formatted", "ul. Prosta 1\n00-001 Warszawa",
                                "street_address", "ul. Prosta 1",
                                "locality", "Warszawa",
                                "postal_code", "00-001",
                                "country", "PL"));
        assertThat(neither).doesNotContainKeys("phone_number", "phone_number_verified", "address");
        assertThat(claims(ALICE, "openid phone address"))
                .doesNotContainKeys("phone_number", "phone_number_verified", "address");
        assertThat(claims(
                        Identity.of("dora")
                                .address(new Address(null, "", null, null, null, null))
                                .build(),
                        "openid address"))
                .doesNotContainKey("address");
    }

    private Map<String, Object> claims(Identity identity, String scopes) {
        return provider.claims(provider.redeem(SHOP, provider.code(SHOP, CORP, identity, scopes, null))
                        .idToken())
                .asMap();
    }

    private Client shop(TokenSettingsBuilder settings) {
        var shop = SHOP.with().tokens(settings.build()).build();
        provider.clients.put(shop);
        return shop;
    }

    private String code(Client client) {
        return code(client, SCOPES);
    }

    private String code(Client client, String scopes) {
        return provider.code(client, CORP, ALICE, scopes, null);
    }

    private Map<String, Object> introspected(Client asking, Secret token) {
        return provider.introspection.of(token, provider.authenticated(asking));
    }

    private static Set<String> with(Set<String> names, String another) {
        var all = new LinkedHashSet<>(names);
        all.add(another);
        return all;
    }
}
