package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.ALICE;
import static io.lintel.token.TestProvider.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.TestClients;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.Profile;
import io.lintel.connector.TestIdentities;
import io.lintel.oauth2.ErrorCode;
import io.lintel.secret.Secret;
import io.lintel.signing.FakeJwts;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in a token, and in which order (OpenID Connect Core, sections 2, 3.1.3.6 and 5.4).
final class TokenIssuerTest {

    private static final List<String> ALWAYS = List.of("iss", "sub", "aud", "exp", "iat", "jti", "nonce", "auth_time");
    private static final Map<String, List<String>> BY_SCOPE = Map.of(
            "email", List.of("email", "email_verified"),
            "groups", List.of("groups"),
            "profile", List.of("name", "preferred_username"),
            "federated:id", List.of("federated_claims"),
            "offline_access", List.of());
    private static final List<String> ORDER = List.of("email", "groups", "profile", "federated:id", "offline_access");

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);

    static Stream<List<String>> scopes() {
        return IntStream.range(0, 1 << ORDER.size()).mapToObj(bits -> IntStream.range(0, ORDER.size())
                .filter(i -> (bits & (1 << i)) != 0)
                .mapToObj(ORDER::get)
                .toList());
    }

    @ParameterizedTest
    @MethodSource("scopes")
    @Tag("SEC-A6")
    void eachClaimAppearsWithItsScopeAlone(List<String> scopes) {
        var expected = new ArrayList<>(ALWAYS);
        scopes.forEach(scope -> expected.addAll(BY_SCOPE.getOrDefault(scope, List.of())));

        var response = provider.tokens(("openid " + String.join(" ", scopes.reversed())).strip());

        assertThat(provider.claims(response.accessToken()).asMap().sequencedKeySet())
                .containsExactlyElementsOf(expected);
        expected.add(ALWAYS.size(), "at_hash");
        assertThat(provider.claims(response.idToken()).asMap().sequencedKeySet())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void rulesOfTheConnectorDecideWhatIsToldAndNothingElse() {
        provider.connectors.put(new ConnectorEntry(
                CORP.id(),
                CORP.type(),
                CORP.name(),
                CORP.capabilities(),
                CORP.grantTypes(),
                identity -> identity.withGroups(
                        identity.groups().stream().map("x-"::concat).limit(2).toList())));

        var first = provider.tokens("openid groups offline_access");
        var second = provider.refresh(TestProvider.reveal(first.refreshToken()));

        var once = ALICE.groups().stream().map("x-"::concat).limit(2).toList();
        for (var token : List.of(first, second)) {
            assertThat(provider.claims(token.idToken()).asMap()).containsEntry("groups", once);
            assertThat(provider.claims(token.accessToken()).asMap())
                    .containsEntry("groups", once)
                    .containsEntry("sub", "CgVhbGljZRIEY29ycA");
        }
        assertThat(provider.introspection
                        .of(Secret.of(TestProvider.reveal(second.refreshToken())), provider.authenticated(SHOP))
                        .get("ext"))
                .isEqualTo(Map.of("groups", once));
    }

    @Test
    void rulesThatMakeSomebodyElseOfAUserEndInAnError() {
        provider.connectors.put(new ConnectorEntry(
                CORP.id(),
                CORP.type(),
                CORP.name(),
                CORP.capabilities(),
                CORP.grantTypes(),
                identity -> TestIdentities.BOB));

        assertThatIllegalStateException().isThrownBy(() -> provider.tokens("openid"));
    }

    @Test
    void valuesOfTheClaims() {
        var claims = provider.claims(
                provider.tokens("openid email groups profile federated:id").idToken());
        var now = TestAuthorizations.NOW.getEpochSecond();

        assertThat(claims.asMap())
                .containsEntry("iss", "https://id.example/dex")
                .containsEntry("sub", "CgVhbGljZRIEY29ycA")
                .containsEntry("aud", "shop")
                .containsEntry("iat", now)
                .containsEntry("exp", now + 3600)
                .containsEntry(
                        "auth_time", TestAuthorizations.NOW.minusSeconds(5).getEpochSecond())
                .containsEntry("nonce", "n-0")
                .containsEntry("email", "alice@example.org")
                .containsEntry("email_verified", true)
                .containsEntry("groups", List.of("staff", "admins"))
                .containsEntry("name", "Alice")
                .containsEntry("preferred_username", "al")
                .containsEntry("federated_claims", Map.of("connector_id", "corp", "user_id", "alice"))
                .doesNotContainKey("azp");
        assertThat((Map<?, ?>) claims.asMap().get("federated_claims"))
                .extracting(map -> map.keySet().toString())
                .isEqualTo("[connector_id, user_id]");
    }

    @Test
    void ofWhomNothingIsKnownNothingIsSaid() {
        var response = provider.redeem(
                SHOP, provider.code(SHOP, CORP, TestIdentities.BOB, "openid email groups profile", null));

        assertThat(provider.claims(response.idToken()).asMap())
                .containsOnlyKeys(
                        "iss", "sub", "aud", "exp", "iat", "jti", "nonce", "auth_time", "at_hash", "email_verified")
                .containsEntry("email_verified", false);
    }

    @Test
    @Tag("SEC-I4")
    void addressThatIsNotVerifiedIsSaidToBeNone() {
        var identity = Identity.of("carol")
                .email(new Email("carol@example.org", false))
                .build();
        var response = provider.redeem(SHOP, provider.code(SHOP, CORP, identity, "openid email", null));

        assertThat(provider.claims(response.idToken()).asMap())
                .containsEntry("email", "carol@example.org")
                .containsEntry("email_verified", false);
    }

    @Test
    void profileGivesTheStandardClaimsThatAreKnown() {
        var profile = new Profile(
                "Given",
                "Family",
                "Middle",
                "Nick",
                "https://p.example",
                "https://i.example",
                "https://w.example",
                "female",
                "2000-01-01",
                "Europe/Warsaw",
                "pl-PL",
                Instant.parse("2026-01-01T00:00:00Z"));
        var identity = Identity.of("carol").profile(profile).build();
        var response = provider.redeem(SHOP, provider.code(SHOP, CORP, identity, "openid profile", null));

        assertThat(provider.claims(response.idToken()).asMap())
                .containsEntry("given_name", "Given")
                .containsEntry("family_name", "Family")
                .containsEntry("middle_name", "Middle")
                .containsEntry("nickname", "Nick")
                .containsEntry("profile", "https://p.example")
                .containsEntry("picture", "https://i.example")
                .containsEntry("website", "https://w.example")
                .containsEntry("gender", "female")
                .containsEntry("birthdate", "2000-01-01")
                .containsEntry("zoneinfo", "Europe/Warsaw")
                .containsEntry("locale", "pl-PL")
                .containsEntry(
                        "updated_at", Instant.parse("2026-01-01T00:00:00Z").getEpochSecond())
                .doesNotContainKeys("name", "preferred_username", "address", "phone_number", "email");
    }

    @ParameterizedTest
    @CsvSource({
        "openid audience:server:client_id:api, '[api, shop]'",
        "openid audience:server:client_id:shop audience:server:client_id:api, '[shop, api]'",
        "audience:server:client_id:api openid audience:server:client_id:shop, '[api, shop]'",
    })
    void severalAudiencesNameWhoAsked(String scopes, String audience) {
        var response = provider.tokens(scopes);
        for (var token : List.of(response.accessToken(), response.idToken())) {
            assertThat(provider.claims(token).audience()).hasToString(audience);
            assertThat(provider.claims(token).asMap()).containsEntry("azp", "shop");
            assertThat(provider.claims(token).asMap().sequencedKeySet())
                    .containsSubsequence("aud", "exp", "iat", "jti", "azp", "nonce");
        }
    }

    @Test
    void ownAudienceIsOneAudience() {
        assertThat(provider.claims(provider.tokens("openid audience:server:client_id:shop")
                                .idToken())
                        .asMap())
                .containsEntry("aud", "shop")
                .doesNotContainKey("azp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "given to another", "removed"})
    @Tag("SEC-F4")
    void trustThatWasWithdrawnSinceTheLoginRefuses(String how) {
        var code = provider.code("openid offline_access audience:server:client_id:api");
        switch (how) {
            case "withdrawn" -> provider.clients.put(TestClients.trusting(API));
            case "given to another" -> provider.clients.put(TestClients.trusting(API, THIEF));
            default -> provider.clients.remove(API.id());
        }

        refused(ErrorCode.INVALID_SCOPE, () -> provider.redeem(SHOP, code));
        assertThat(provider.jwts.count()).isZero();
        assertThat(provider.grants.alive()).isEmpty();
    }

    @Test
    @Tag("SEC-B5")
    void everyTokenHasAnIdOfItsOwnThatNamesItsGrant() {
        var code = provider.code("openid offline_access");
        var grant = provider.codes.issued(code).orElseThrow().grant();
        var response = provider.redeem(SHOP, code);
        var refreshed = provider.refresh(TestProvider.reveal(response.refreshToken()));

        var ids = Stream.of(response.accessToken(), response.idToken(), refreshed.accessToken(), refreshed.idToken())
                .map(token -> provider.claims(token).findString("jti").orElseThrow())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(GrantId.ofTokenId(id))
                .contains(grant));
    }

    @Test
    void timesAreWholeSecondsAndNeverLaterThanTheyAre() {
        provider.clock.set(Instant.parse("2026-03-01T12:00:00.999Z"));
        var claims = provider.claims(provider.tokens("openid").idToken());

        assertThat(claims.findInstant("iat")).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(claims.findInstant("exp")).contains(Instant.parse("2026-03-01T13:00:00Z"));
    }

    /// The vector of the specification.
    @Test
    void hashOfAnAccessToken() {
        assertThat(TokenIssuer.halfHash(
                        new FakeJwts(), "ya29.CjHSA1l5WUn8xZ6HanHFzzdHdbXm-14rxnC7JHch9eFIsZkQEGoWzaYG4o7k5f6BnPLj"))
                .isEqualTo("piwt8oCH-K2D9pXlaS1Y-w");
    }

    @ParameterizedTest
    @CsvSource({"RS256, 22", "ES256, 22", "EDDSA, 43"})
    void hashIsHalfOfTheDigestOfTheAlgorithm(SigningAlgorithm algorithm, int length) {
        provider.jwts.setAlgorithm(algorithm);
        var response = provider.tokens("openid");

        var key = new FakeJwts();
        key.setAlgorithm(algorithm);
        assertThat(provider.claims(response.idToken()).findString("at_hash"))
                .contains(TokenIssuer.halfHash(key, response.accessToken().reveal()))
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(length));
    }

    @Test
    @Tag("SEC-B7")
    void typeOfAccessTokensIsSaidWhereThePolicySaysSo() {
        var strict = new TestProvider(TestPolicies.STRICT);
        var typed = strict.tokens("openid");
        var untyped = provider.tokens("openid");

        assertThat(strict.jwts.verify(typed.accessToken().reveal()).type()).isEqualTo("at+jwt");
        assertThat(strict.jwts.verify(TestProvider.reveal(typed.idToken())).type())
                .isNull();
        assertThat(provider.jwts.verify(untyped.accessToken().reveal()).type()).isNull();
        assertThat(provider.jwts.verify(TestProvider.reveal(untyped.idToken())).type())
                .isNull();
    }

    @Test
    void lifetimeIsThatOfThePolicy() {
        var response = provider.tokens("openid");

        assertThat(response.expiresIn()).isEqualTo(Duration.ofHours(1));
        provider.clock.advance(Duration.ofHours(1).minusMillis(200));
        assertThat(provider.opens(response.accessToken())).isTrue();
    }
}
