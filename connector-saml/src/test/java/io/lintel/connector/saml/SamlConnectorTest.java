package io.lintel.connector.saml;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.Refusal.NOT_PERMITTED;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.testkit.CallbackConnectorContract;
import io.lintel.connector.testkit.LogoutConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SamlConnectorTest implements CallbackConnectorContract, LogoutConnectorContract {

    private final SamlConnector connector = TestConnector.open(
            entry("signingKey", TestKey.OURS.keyFile().toString()),
            entry("signingCert", TestKey.OURS.certificateFile().toString()),
            entry("sloURL", "https://idp.example.org/slo"),
            entry("sloBinding", "post"));

    private final TestUpstream upstream = new TestUpstream();

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(TestConnector.open(
                entry("ssoURL", ""), entry("ca", ""), entry("idpMetadataURL", "http://127.0.0.1:1/metadata")));
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return TestConnector.success(request);
    }

    @Override
    public CallbackRequest failedCallback(LoginRequest request, Departure departure) {
        var failed = Message.honest()
                .with(Judge.REQUEST, request.id().value())
                .with("status:Success", "status:Responder")
                .signResponse();
        return TestUpstream.callback(request.id().value(), failed);
    }

    @Override
    public CallbackRequest loggedOut(LoginId id, Departure departure) {
        return SingleLogoutTest.answer(id.value(), TestLogins.CALLBACK, TestKey.PROVIDER);
    }

    @Test
    void personIsWhoTheAssertionTellsOf() {
        var identity = authenticated(logIn(connector, TestLogins.request(GROUPS)));

        assertThat(identity.userId()).isEqualTo("alice");
        assertThat(identity.username()).isEqualTo("Alice Liddell");
        assertThat(identity.groups()).containsExactly("readers", "authors");
    }

    /// What cannot be asked again gives no refresh tokens.
    @Test
    void cannotLookPeopleUpAgain() {
        assertThat(connector).isNotInstanceOf(RefreshingConnector.class);
        assertThat(connector.capabilities()).doesNotContain(Capability.OFFLINE_ACCESS);
    }

    @Test
    void logoutIsOfferedOnlyWhereItIsPossible() {
        assertThat(connector().capabilities()).containsExactly(Capability.UPSTREAM_LOGOUT);
        assertThat(TestConnector.open(entry("clockTolerance", "PT1S")).capabilities())
                .isEmpty();
    }

    @Test
    void addressForLogoutIsToldOnlyWhereRequestsCanBeAnswered() {
        var address = TestLogins.upstreamLogout("corp").toString();

        assertThat(connector.metadata().text()).contains("SingleLogoutService").contains(address);
        assertThat(TestConnector.open(entry("clockTolerance", "PT1S"))
                        .metadata()
                        .text())
                .doesNotContain("SingleLogoutService");
    }

    @Test
    @Tag("REL-1")
    void requestForALogoutIsTakenOnce() {
        var brought = SingleLogoutTest.request(TestLogins.upstreamLogout("corp"), TestKey.PROVIDER);
        var forged = SingleLogoutTest.request(TestLogins.upstreamLogout("corp"), TestKey.THIEF);

        assertThatThrownBy(() -> connector.findLogout(forged))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("signature_invalid: ");
        var order = connector.findLogout(brought).orElseThrow();

        assertThat(order.findUserId()).contains("alice");
        assertThat(order.answer(true)).isPresent();
        assertThat(connector.findLogout(new CallbackRequest(TestLogins.CALLBACK, Map.of("SAMLResponse", "x"))))
                .isEmpty();
        assertThatThrownBy(() -> connector.findLogout(brought))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("replayed: ");
    }

    @Test
    @Tag("SEC-K8")
    void assertionLogsInOnce() {
        var request = TestLogins.request();
        var callback = successfulCallback(request, connector.begin(request));
        authenticated(connector.finish(request, Secret.empty(), callback));

        var again = faulty(INVALID_RESPONSE, () -> connector.finish(request, Secret.empty(), callback));

        assertThat(again).hasMessageStartingWith("replayed: ");
    }

    @Test
    void whoIsInNoneOfTheGroupsIsNotPermitted() {
        var closed = TestConnector.open(entry("allowedGroups", List.of("owners")));
        var request = TestLogins.request(GROUPS);

        var detail = refused(
                NOT_PERMITTED,
                closed.finish(request, Secret.empty(), successfulCallback(request, closed.begin(request))));

        assertThat(detail).startsWith("group_denied: ");
    }

    @Test
    @Tag("SEC-K12")
    void refusalNamesItsReason() {
        var request = TestLogins.request();
        var callback = new CallbackRequest(TestLogins.CALLBACK, Map.of("SAMLResponse", "AAAA"));

        assertThat(faulty(INVALID_RESPONSE, () -> connector.finish(request, Secret.empty(), callback)))
                .hasMessageStartingWith("malformed: ");
    }

    @Test
    @Tag("SEC-K10")
    void keyThatMetadataNamesNewlyIsBelievedAtOnce() {
        upstream.publish("/metadata", 200, TestMetadata.of(TestKey.PROVIDER_NEXT));
        var described = TestConnector.open(
                entry("ssoURL", ""),
                entry("ca", ""),
                entry("idpMetadataURL", upstream.at("/metadata").toString()));
        var request = TestLogins.request();
        var callback = successfulCallback(request, described.begin(request));

        upstream.publish("/metadata", 200, TestMetadata.of(TestKey.PROVIDER_NEXT, TestKey.PROVIDER));

        authenticated(described.finish(request, Secret.empty(), callback));
        described.close();
    }

    @Test
    @Tag("SEC-K10")
    void keyThatMetadataDoesNotNameIsNotBelieved() {
        upstream.publish("/metadata", 200, TestMetadata.of(TestKey.PROVIDER_NEXT));
        var described = TestConnector.open(
                entry("ssoURL", ""),
                entry("ca", ""),
                entry("idpMetadataURL", upstream.at("/metadata").toString()));
        var request = TestLogins.request();
        var callback = successfulCallback(request, described.begin(request));

        assertThat(faulty(INVALID_RESPONSE, () -> described.finish(request, Secret.empty(), callback)))
                .hasMessageStartingWith("signature_invalid: ");
        described.close();
    }
}
