package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestAuthorizations.NOW;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.authorization.TestFlow.stale;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.Identity;
import io.lintel.device.DeviceRequests.Poll;
import io.lintel.device.TestDevices;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The browser's part where the answer goes to a device (RFC 8628, section 3.3).
final class DeviceFlowTest {

    private static final Identity ALICE = Identity.of("alice").build();

    /// Of an operator who asks nobody for consent.
    private final TestFlow test = new TestFlow(true);

    private final AuthorizationRequest request;

    DeviceFlowTest() {
        TestDevices.start(test.devices, 1);
        var started = TestDevices.ofShop(1);
        var device = new AskingDevice(started.id(), TestDevices.userCode(1), started.expiresAt());
        request = AuthorizationRequest.ofDevice(started.client(), started.access(), device);
    }

    @Test
    @Tag("SEC-E5")
    void endUserIsAskedEvenWhereNobodyIsAskedForConsent() {
        assertThat(logIn(CORP)).isInstanceOf(NextStep.AskConsent.class);
        assertThat(poll()).isInstanceOf(Poll.Pending.class);
    }

    @Test
    void deviceLearnsThatTheEndUserSaidYes() {
        var asked = (NextStep.AskConsent) logIn(CORP);

        assertThat(test.flow.consented(asked.authorization().id())).isEqualTo(new NextStep.DeviceAnswered(SHOP, true));
        assertThat(poll()).isInstanceOfSatisfying(Poll.First.class, first -> {
            assertThat(first.approved().authentication().identity()).isEqualTo(ALICE);
            assertThat(first.approved().access()).isEqualTo(request.access());
        });
    }

    @Test
    @Tag("SEC-E6")
    void noAuthorizationCodeIsMade() {
        var asked = (NextStep.AskConsent) logIn(CORP);
        test.flow.consented(asked.authorization().id());

        assertThat(test.codes.size()).isZero();
    }

    @Test
    void deviceLearnsThatTheEndUserSaidNo() {
        var asked = (NextStep.AskConsent) logIn(CORP);

        assertThat(test.flow.refused(asked.authorization().id())).isEqualTo(new NextStep.DeviceAnswered(SHOP, false));
        assertThat(poll()).isInstanceOf(Poll.Denied.class);
    }

    @Test
    void deviceLearnsThatTheLoginCameToNothing() {
        var cancelled = OAuth2Exception.of(ErrorCode.ACCESS_DENIED, "cancelled");

        assertThat(test.flow.failed(departed(CORP), cancelled)).isEqualTo(new NextStep.DeviceAnswered(SHOP, false));
        assertThat(poll()).isInstanceOf(Poll.Denied.class);
    }

    @Test
    @Tag("SEC-E4")
    void oneDeviceIsAnsweredOnceHoweverManyLogIn() {
        var first = (NextStep.AskConsent) logIn(CORP);
        var second = (NextStep.AskConsent) logIn(SAML);

        test.flow.consented(first.authorization().id());
        stale(() -> test.flow.consented(second.authorization().id()));
        stale(() -> test.flow.failed(departed(CORP), OAuth2Exception.of(ErrorCode.ACCESS_DENIED, "cancelled")));
        assertThat(poll()).isInstanceOf(Poll.First.class);
    }

    @Test
    @Tag("SEC-B14")
    @Tag("SEC-B15")
    void connectorThatIsNotForDevicesIsNotOffered() {
        test.connectors.put(FakeConnectors.narrowed(CORP, GrantType.AUTHORIZATION_CODE));
        assertThat(test.flow.start(test.targets.resolve(request), request))
                .isInstanceOfSatisfying(NextStep.LogIn.class, step -> assertThat(step.connector())
                        .isEqualTo(SAML));
        refused(ErrorCode.INVALID_REQUEST, () -> departed(CORP));

        var asked = (NextStep.AskConsent) logIn(SAML);
        test.connectors.put(FakeConnectors.narrowed(SAML, GrantType.AUTHORIZATION_CODE));
        assertThat(test.flow.consented(asked.authorization().id()))
                .as("closed between login and consent")
                .isEqualTo(new NextStep.DeviceAnswered(SHOP, false));
        assertThat(poll()).isInstanceOf(Poll.Denied.class);
    }

    @Test
    @Tag("SEC-B14")
    void deviceOfARemovedClientIsNotAnswered() {
        var asked = (NextStep.AskConsent) logIn(CORP);
        test.clients.remove(SHOP.id());

        TestFlow.unknownTarget(() -> test.flow.consented(asked.authorization().id()));
        assertThat(poll()).isInstanceOf(Poll.Pending.class);
    }

    @Test
    void loginLastsNoLongerThanTheDeviceWaits() {
        assertThat(departed(CORP).expiresAt()).isEqualTo(TestDevices.ofShop(1).expiresAt());

        var asked = (NextStep.AskConsent) logIn(CORP);
        test.clock.advance(Duration.ofMinutes(5));
        stale(() -> test.flow.consented(asked.authorization().id()));
    }

    /// The addresses of dex's device flow, and the word that stands where a device has none.
    @Test
    @Tag("SEC-A1")
    @Tag("SEC-E6")
    void noRequestCanNameADeviceAsItsRedirectUri() {
        for (var uri : new String[] {
            "/device/callback",
            "/dex/device/callback",
            "https://id.example/dex/device/callback",
            RedirectUri.DEVICE.value()
        }) {
            for (var client : new String[] {"app", "shop"}) {
                TestFlow.unknownTarget(
                        () -> test.targets.resolve(TestParameters.of("client_id", client, "redirect_uri", uri)));
            }
        }
        var registered = TestClients.at(SHOP, RedirectUri.DEVICE.value());
        test.clients.put(registered);
        var target = test.targets.resolve(
                TestParameters.of("client_id", "shop", "redirect_uri", RedirectUri.DEVICE.value()));
        assertThat(target).as("registered, it is an address like any other").isInstanceOf(RedirectTarget.class);
    }

    private PendingAuthorization departed(ConnectorEntry connector) {
        return test.flow
                .logIn(test.targets.resolve(request), request, connector.id())
                .departed(connector.id(), Secret.of("remembered"));
    }

    private NextStep logIn(ConnectorEntry connector) {
        return test.flow.loggedIn(departed(connector), connector.id(), ALICE);
    }

    private Poll poll() {
        return test.devices.poll(TestDevices.deviceCode(1), NOW);
    }
}
