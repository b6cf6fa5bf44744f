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
import io.lintel.client.TokenSettings;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.TokenType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Resource indicators (RFC 8707).
final class ResourcesTest {

    private static final String CALENDAR = "https://calendar.example/";
    private static final String MAIL = "https://mail.example/api?v=2";
    private static final String FILES = "urn:example:files";

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final Client shop = allowed(CALENDAR, MAIL, FILES);

    @BeforeEach
    void register() {
        provider.clients.put(shop);
    }

    @Test
    @Tag("SEC-F3")
    void accessTokenIsForTheResourcesAndTheIdTokenForTheClient() {
        var one = redeem(code(CALENDAR));
        var two = redeem(code(CALENDAR, MAIL));

        assertThat(provider.claims(one.accessToken()).asMap())
                .containsEntry("aud", CALENDAR)
                .containsEntry("azp", "shop");
        assertThat(provider.claims(two.accessToken()).audience()).containsExactly(CALENDAR, MAIL);
        assertThat(provider.claims(two.idToken()).asMap()).containsEntry("aud", "shop");
    }

    @Test
    void resourceTakesThePlaceOfTheAudienceThatScopesName() {
        var code = provider.code(shop, CORP, ALICE, "openid audience:server:client_id:api", null, CALENDAR);

        assertThat(provider.claims(redeem(code).accessToken()).audience()).containsExactly(CALENDAR);
    }

    /// Section 2.2.
    @Test
    @Tag("SEC-C4")
    void tokenRequestMayChooseSomeOfWhatWasGrantedAndKeepsTheRest() {
        var first = redeem(code(CALENDAR, MAIL), MAIL);
        assertThat(audience(first)).containsExactly(MAIL);

        var second = refresh(first, CALENDAR);
        assertThat(audience(second)).containsExactly(CALENDAR);

        assertThat(audience(refresh(second))).containsExactly(CALENDAR, MAIL);
    }

    @Test
    @Tag("SEC-A6")
    @Tag("SEC-F3")
    void tokenRequestMayNotChooseMore() {
        var first = redeem(code(CALENDAR));

        refused(ErrorCode.INVALID_TARGET, () -> redeem(code(CALENDAR), CALENDAR, MAIL));
        refused(ErrorCode.INVALID_TARGET, () -> redeem(code(), CALENDAR));
        refused(ErrorCode.INVALID_TARGET, () -> refresh(first, MAIL));
        assertThat(audience(refresh(first))).containsExactly(CALENDAR);
    }

    @Test
    void refusedResourceLeavesTheRefreshTokenAsItWas() {
        var first = redeem(code(CALENDAR));
        refused(ErrorCode.INVALID_TARGET, () -> refresh(first, "https://elsewhere.example"));

        assertThat(refresh(first)).isNotNull();
    }

    @Test
    @Tag("SEC-F4")
    void resourceThatTheClientMayNotHaveAnyMoreIsRefused() {
        var code = code(CALENDAR, MAIL);
        var family = redeem(code(CALENDAR, MAIL));
        provider.clients.put(allowed(MAIL));

        refused(ErrorCode.INVALID_TARGET, () -> redeem(code));
        refused(ErrorCode.INVALID_TARGET, () -> refresh(family));
        assertThat(audience(refresh(family, MAIL))).containsExactly(MAIL);
    }

    /// RFC 8693, section 2.1.
    @Test
    @Tag("SEC-F3")
    void exchangeIsForResourcesOfTheClient() {
        var token = provider.exchange(shop, "resource", MAIL);

        assertThat(audience(token)).containsExactly(MAIL);
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(shop, "resource", "urn:nobodys"));
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(shop, "resource", "mail"));
        provider.clients.put(allowed(CALENDAR));
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(allowed(CALENDAR), "resource", MAIL));
    }

    /// One token cannot be for a client as well, and an ID token is for no resource (RFC 8693, section 2.2.2).
    @Test
    @Tag("SEC-F3")
    void exchangeForMoreThanOneTokenCanBeForIsRefused() {
        refused(ErrorCode.INVALID_TARGET, () -> provider.exchange(shop, "resource", MAIL, "audience", "api"));
        refused(
                ErrorCode.INVALID_TARGET,
                () -> provider.exchange(shop, "resource", MAIL, "requested_token_type", TokenType.ID_TOKEN.value()));
        assertThat(provider.direct.asked).isEmpty();
        assertThat(audience(provider.exchange(shop, "resource", MAIL, "audience", "shop")))
                .containsExactly(MAIL);
    }

    @Test
    @Tag("SEC-A6")
    void passwordGivesATokenForResourcesAndARefreshTokenForNoMore() {
        var first = provider.password(shop, "openid offline_access", "resource", MAIL);

        assertThat(audience(first)).containsExactly(MAIL);
        assertThat(audience(refresh(first))).containsExactly(MAIL);
        refused(ErrorCode.INVALID_TARGET, () -> refresh(first, CALENDAR));
    }

    @Test
    @Tag("SEC-A6")
    void passwordIsNotCheckedForAResourceThatIsNobodys() {
        refused(ErrorCode.INVALID_TARGET, () -> provider.password(shop, "openid", "resource", "urn:nobodys"));

        assertThat(provider.direct.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar",
                "/calendar",
                "https://calendar.example/#x",
                "https://calendar.example/#",
                "https://a b/"
            })
    void resourceIsAnAbsoluteUriWithoutFragment(String text) {
        refused(ErrorCode.INVALID_TARGET, () -> redeem(code(CALENDAR), text));
    }

    @Test
    @Tag("SEC-A5")
    void resourceMayBeRepeatedAndNothingElse() {
        assertThat(Resource.read(Parameters.of(Map.of("resource", List.of(CALENDAR, MAIL, CALENDAR, "")))))
                .containsExactly(new Resource(CALENDAR), new Resource(MAIL));
        refused(ErrorCode.INVALID_REQUEST, () -> Parameters.of(Map.of("scope", List.of("openid", "email"))));
        assertThat(Resource.read(Parameters.of(Map.of("resource", List.of("")))))
                .isEmpty();
    }

    /// Who runs the resource holds the token, and must not learn by it what only the client was to be told.
    @Test
    void tokenForAResourceDoesNotOpenUserInfo() {
        var token = redeem(code(CALENDAR)).accessToken();
        var claims = provider.accessTokens.require(token);

        refusedQuietly(ErrorCode.INVALID_TOKEN, () -> provider.userInfo.of(claims));
        assertThat(provider.userInfo(redeem(code()).accessToken())).containsKey("sub");
    }

    @Test
    void tokenForUsAmongOthersOpensUserInfo() {
        var us = TestPolicies.ISSUER.value();
        provider.clients.put(allowed(CALENDAR, us));

        assertThat(provider.userInfo(redeem(code(CALENDAR, us)).accessToken())).containsKey("sub");
    }

    @Test
    @Tag("SEC-B12")
    void tokenForAResourceIsShownToTheClientItWasIssuedToAlone() {
        var token = redeem(code(CALENDAR)).accessToken();

        assertThat(provider.introspection.of(token, provider.authenticated(shop)))
                .containsEntry("active", true)
                .containsEntry("client_id", "shop")
                .containsEntry("aud", CALENDAR);
        assertThat(provider.introspection.of(token, provider.authenticated(API)))
                .isEqualTo(Map.of("active", false));
    }

    private String code(String... resources) {
        return provider.code(shop, CORP, ALICE, "openid email offline_access", null, resources);
    }

    private TokenResponse redeem(String code, String... resources) {
        return provider.endpoint.answer(
                provider.authenticated(shop),
                Parameters.of(Map.of(
                        "grant_type", List.of("authorization_code"),
                        "code", List.of(code),
                        "redirect_uri", List.of(TestProvider.REDIRECT_URI),
                        "resource", Arrays.asList(resources))));
    }

    private TokenResponse refresh(TokenResponse response, String... resources) {
        return provider.endpoint.answer(
                provider.authenticated(shop),
                Parameters.of(Map.of(
                        "grant_type", List.of("refresh_token"),
                        "refresh_token", List.of(reveal(response.refreshToken())),
                        "resource", Arrays.asList(resources))));
    }

    private List<String> audience(TokenResponse response) {
        return provider.claims(response.accessToken()).audience();
    }

    private static Client allowed(String... resources) {
        return SHOP.with()
                .tokens(TokenSettings.builder()
                        .resources(Arrays.stream(resources).map(Resource::new).toList())
                        .build())
                .build();
    }
}
