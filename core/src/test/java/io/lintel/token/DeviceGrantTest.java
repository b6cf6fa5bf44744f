package io.lintel.token;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.refused;
import static io.lintel.token.TestProvider.refusedQuietly;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.ApprovedDevice;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.authorization.FakeConnectors;
import io.lintel.authorization.RequestedScopes;
import io.lintel.authorization.TestAuthorizations;
import io.lintel.client.Client;
import io.lintel.client.TestClients;
import io.lintel.client.TokenSettings;
import io.lintel.device.DeviceAuthorizationEndpoint;
import io.lintel.device.DeviceAuthorizationResponse;
import io.lintel.device.DevicePolicy;
import io.lintel.device.DeviceRequests.Capacity;
import io.lintel.device.DeviceVerification;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Entropy;
import io.lintel.session.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The device's part from its request to its tokens (RFC 8628, sections 3.1, 3.2, 3.4 and 3.5).
final class DeviceGrantTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestProvider provider = new TestProvider(TestPolicies.DEFAULT);
    private final DeviceVerification verification = new DeviceVerification(provider.devices, provider.clock);
    private int approvals;

    @Test
    void deviceGetsTheTokensOfWhoeverApprovedIt() {
        var device = start(SHOP, "scope", "openid groups offline_access");
        refusedQuietly(ErrorCode.AUTHORIZATION_PENDING, () -> fetch(SHOP, device));
        approve(device);

        var tokens = fetch(SHOP, device);

        assertThat(provider.claims(tokens.idToken()).asMap())
                .containsEntry("aud", "shop")
                .containsEntry("groups", List.of("staff", "admins"))
                .containsKey("auth_time");
        assertThat(provider.opens(tokens.accessToken())).isTrue();
        assertThat(provider.refresh(reveal(tokens.refreshToken())).refreshToken())
                .isNotNull();
    }

    @Test
    void scopeIsOpenidUnlessSaidOtherwise() {
        var device = start(SHOP);
        approve(device);

        assertThat(fetch(SHOP, device).scopes()).isEqualTo(Scopes.parse("openid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "openid made:up",
                "openid audience:server:client_id:thief",
                "openid audience:server:client_id:nobody"
            })
    @Tag("SEC-E1")
    @Tag("SEC-A6")
    void scopeThatIsRefusedLeavesNothing(String scope) {
        TestProvider.refused(ErrorCode.INVALID_SCOPE, () -> start(SHOP, "scope", scope));

        assertThat(provider.devices.sweep(Instant.MAX, 1)).isZero();
    }

    @Test
    @Tag("SEC-E1")
    void challengeThatNoVerifierMatchesLeavesNothing() {
        TestProvider.refused(ErrorCode.INVALID_REQUEST, () -> start(SHOP, "code_challenge", "short"));
        TestProvider.refused(
                ErrorCode.INVALID_REQUEST,
                () -> start(SHOP, "code_challenge", CHALLENGE, "code_challenge_method", "S512"));
        TestProvider.refused(
                ErrorCode.INVALID_REQUEST,
                () -> start(SHOP, "code_challenge", VERIFIER, "code_challenge_method", "plain"));
        TestProvider.refused(ErrorCode.INVALID_REQUEST, () -> start(SHOP, "code_challenge_method", "S256"));

        assertThat(provider.devices.sweep(Instant.MAX, 1)).isZero();
    }

    @Test
    @Tag("SEC-E1")
    void clientWhoseUsersCannotLogInForDevicesIsRefusedAtOnce() {
        provider.clients.put(TestClients.allowing(SHOP, "elsewhere"));
        TestProvider.refused(ErrorCode.UNAUTHORIZED_CLIENT, () -> start(TestClients.allowing(SHOP, "elsewhere")));
        provider.connectors.put(FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE));
        provider.connectors.remove(FakeConnectors.SAML.id());
        TestProvider.refused(ErrorCode.UNAUTHORIZED_CLIENT, () -> start(THIEF));

        assertThat(provider.devices.sweep(Instant.MAX, 1)).isZero();
    }

    @Test
    @Tag("REL-18")
    void clientWithTooManyDevicesIsToldToComeLater() {
        start(APP);
        start(APP);

        TestProvider.refused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> start(APP));
        assertThat(start(SHOP).userCode()).isNotNull();
        provider.advance(300);
        assertThat(start(APP).userCode()).isNotNull();
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-B4")
    void deviceCodeOfAnotherClientIsRefusedAndNeitherUsedNorSlowedDown() {
        var device = start(SHOP);
        for (var i = 0; i < 3; i++) {
            refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(THIEF, device));
            refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(APP, device));
        }
        refusedQuietly(ErrorCode.AUTHORIZATION_PENDING, () -> fetch(SHOP, device));
        approve(device);
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(THIEF, device));

        assertThat(provider.opens(fetch(SHOP, device).accessToken())).isTrue();
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-A7")
    void challengeAndVerifierNeedEachOther() {
        var bound = start(APP, "code_challenge", CHALLENGE, "code_challenge_method", "S256");
        var unbound = start(SHOP);
        approve(bound);
        approve(unbound);

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(APP, bound));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(APP, bound, "code_verifier", VERIFIER + "x"));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(SHOP, unbound, "code_verifier", VERIFIER));
        assertThat(provider.opens(fetch(APP, bound, "code_verifier", VERIFIER).accessToken()))
                .isTrue();
        assertThat(provider.opens(fetch(SHOP, unbound).accessToken())).isTrue();
    }

    @Test
    @Tag("SEC-E3")
    void deniedExpiredAndUnknownCodesHaveErrorsOfTheirOwn() {
        var denied = start(SHOP);
        provider.devices.deny(id(denied));
        refusedQuietly(ErrorCode.ACCESS_DENIED, () -> fetch(SHOP, denied));

        var expired = start(SHOP);
        provider.advance(300);
        refusedQuietly(ErrorCode.EXPIRED_TOKEN, () -> fetch(SHOP, expired));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.fetch(SHOP, "nobody-gave-this"));
        TestProvider.refused(ErrorCode.INVALID_REQUEST, () -> provider.fetch(SHOP, ""));
    }

    @Test
    @Tag("SEC-E3")
    void whoAsksTooOftenIsToldToSlowDown() {
        var device = start(SHOP);

        TestProvider.refused(ErrorCode.AUTHORIZATION_PENDING, () -> fetch(SHOP, device));
        provider.advance(4);
        TestProvider.refused(ErrorCode.SLOW_DOWN, () -> fetch(SHOP, device));
        provider.advance(9);
        TestProvider.refused(ErrorCode.SLOW_DOWN, () -> fetch(SHOP, device));
        provider.advance(15);
        TestProvider.refused(ErrorCode.AUTHORIZATION_PENDING, () -> fetch(SHOP, device));
    }

    @Test
    @Tag("SEC-E4")
    void approvalThatWasNotFetchedInTimeIsLost() {
        var device = start(SHOP);
        approve(device);
        provider.advance(300);

        refusedQuietly(ErrorCode.EXPIRED_TOKEN, () -> fetch(SHOP, device));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(SHOP, device));
    }

    @Test
    @Tag("SEC-E4")
    @Tag("SEC-B2")
    void deviceCodeUsedTwiceGivesNothingAndRevokesWhatItGave() {
        var device = start(SHOP, "scope", "openid offline_access");
        approve(device);
        var tokens = fetch(SHOP, device);

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(SHOP, device));
        assertThat(provider.opens(tokens.accessToken()))
                .as("a retry that crossed")
                .isTrue();
        provider.advance(3);
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> fetch(SHOP, device));
        assertThat(provider.opens(tokens.accessToken())).isFalse();
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(reveal(tokens.refreshToken())));
    }

    @Test
    @Tag("SEC-E6")
    @Tag("SEC-B7")
    void deviceCodeAndAuthorizationCodeDoNotPassForEachOther() {
        var device = start(SHOP);
        approve(device);
        var deviceCode = device.deviceCode().value().reveal();
        var code = provider.code("openid");

        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.fetch(SHOP, code));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.redeem(SHOP, deviceCode));
        refusedQuietly(ErrorCode.INVALID_GRANT, () -> provider.refresh(deviceCode));
        refusedQuietly(
                ErrorCode.INVALID_GRANT,
                () -> provider.fetch(SHOP, device.userCode().value().reveal()));
        assertThat(provider.opens(fetch(SHOP, device).accessToken())).isTrue();
        assertThat(provider.opens(provider.redeem(SHOP, code).accessToken())).isTrue();
    }

    /// RFC 8707, section 2.
    @Test
    @Tag("SEC-A6")
    void deviceAsksForResourcesAndChoosesAmongThem() {
        var shop = SHOP.with()
                .tokens(TokenSettings.builder()
                        .resources(List.of(new Resource("urn:a"), new Resource("urn:b"), new Resource("urn:c")))
                        .build())
                .build();
        provider.clients.put(shop);
        var both =
                Parameters.of(Map.of("scope", List.of("openid offline_access"), "resource", List.of("urn:a", "urn:b")));
        var device = start(shop, both);
        approve(device);

        refused(ErrorCode.INVALID_TARGET, () -> fetch(shop, device, "resource", "urn:c"));
        var tokens = fetch(shop, device, "resource", "urn:b");
        assertThat(provider.claims(tokens.accessToken()).audience()).containsExactly("urn:b");
        assertThat(provider.claims(tokens.idToken()).audience()).containsExactly("shop");
        assertThat(provider.claims(
                                provider.refresh(reveal(tokens.refreshToken())).accessToken())
                        .audience())
                .containsExactly("urn:a", "urn:b");
    }

    @Test
    @Tag("SEC-E1")
    @Tag("SEC-A6")
    void resourceThatIsNobodysIsRefusedBeforeAnythingIsStored() {
        refused(ErrorCode.INVALID_TARGET, () -> start(SHOP, "scope", "openid", "resource", "urn:a"));

        assertThat(provider.devices.sweep(Instant.MAX, 1)).isZero();
    }

    private DeviceAuthorizationResponse start(Client client, String... parameters) {
        return start(client, TestParameters.of(parameters));
    }

    private DeviceAuthorizationResponse start(Client client, Parameters parameters) {
        var policy = new DevicePolicy(
                Duration.ofMinutes(5), Duration.ofSeconds(5), new Capacity(2, 10), List.of(CodeChallengeMethod.S256));
        var scopes = new RequestedScopes(provider.clients);
        return new DeviceAuthorizationEndpoint(
                        provider.devices, scopes, provider.connectors, policy, new Entropy(), provider.clock)
                .answer(provider.authenticated(client), parameters);
    }

    private DeviceRequestId id(DeviceAuthorizationResponse device) {
        return verification
                .find(device.userCode().value().reveal())
                .orElseThrow()
                .request();
    }

    private void approve(DeviceAuthorizationResponse device) {
        var asking = verification.find(device.userCode().value().reveal()).orElseThrow();
        var access = verification.request(asking).orElseThrow().access();
        assertThat(provider.devices.approve(
                        asking.request(),
                        new ApprovedDevice(
                                TestAuthorizations.grant(100 + approvals++),
                                access,
                                Authentication.of(CORP.id(), TestProvider.ALICE, provider.clock.instant()))))
                .isTrue();
    }

    private TokenResponse fetch(Client client, DeviceAuthorizationResponse device, String... parameters) {
        return provider.fetch(client, device.deviceCode().value().reveal(), parameters);
    }
}
