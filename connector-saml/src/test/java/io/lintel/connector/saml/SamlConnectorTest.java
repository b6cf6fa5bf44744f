package io.lintel.connector.saml;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.Refusal.NOT_PERMITTED;
import static io.lintel.connector.Wanted.FRESH_LOGIN;
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
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SamlConnectorTest implements CallbackConnectorContract, LogoutConnectorContract {

    private static final Clock CLOCK = Clock.fixed(Judge.NOON, ZoneOffset.UTC);
    private static final String START = "https://shop.example.org/start";

    private final SamlConnector connector = connector(
            entry("signingKey", TestKey.OURS.keyFile().toString()),
            entry("signingCert", TestKey.OURS.certificateFile().toString()),
            entry("sloURL", "https://idp.example.org/slo"),
            entry("sloBinding", "post"));
    private final TestUpstream upstream = new TestUpstream();

    @AfterEach
    void stop() {
        upstream.close();
    }

    @SafeVarargs
    private static SamlConnector connector(Map.Entry<String, ?>... changes) {
        return connector(CLOCK, changes);
    }

    @SafeVarargs
    private static SamlConnector connector(Clock clock, Map.Entry<String, ?>... changes) {
        var context = TestLogins.context("corp", clock);
        return new SamlConnectorFactory().create(Configurations.with(changes), context);
    }

    @Override
    public CallbackConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends CallbackConnector> unreachable() {
        return Optional.of(connector(
                entry("ssoURL", ""), entry("ca", ""), entry("idpMetadataURL", "http://127.0.0.1:1/metadata")));
    }

    @Override
    public CallbackRequest successfulCallback(LoginRequest request, Departure departure) {
        return TestUpstream.callback(
                request.id().value(), TestUpstream.answerTo(request.id().value()));
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
        assertThat(connector(entry("clockTolerance", "PT1S")).capabilities()).isEmpty();
    }

    @Test
    void addressForLogoutIsToldOnlyWhereRequestsCanBeAnswered() {
        var address = TestLogins.upstreamLogout("corp").toString();

        assertThat(connector.metadata().text()).contains("SingleLogoutService").contains(address);
        assertThat(connector(entry("clockTolerance", "PT1S")).metadata().text()).doesNotContain("SingleLogoutService");
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
    void requestSaysWhatIsConfigured() {
        var asking = connector(
                entry("nameIDPolicyFormat", "emailAddress"),
                entry("requestedAuthnContext", List.of("urn:mfa", "urn:password")),
                entry("requestedAuthnContextComparison", "minimum"));
        var request = TestLogins.request();

        var departure = asking.begin(request);

        assertThat(departure).isInstanceOfSatisfying(Departure.FormPost.class, post -> assertThat(post.action())
                .isEqualTo(URI.create("https://idp.example.org/sso")));
        assertThat(TestUpstream.brought(departure))
                .isEqualTo("<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                        + " AssertionConsumerServiceURL=\"https://login.example.org/callback\""
                        + " Destination=\"https://idp.example.org/sso\" ID=\"" + request.id()
                        + "\" IssueInstant=\"2026-03-01T12:00:30Z\""
                        + " ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Version=\"2.0\""
                        + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"
                        + "<saml:Issuer>https://login.example.org/saml</saml:Issuer><samlp:NameIDPolicy"
                        + " AllowCreate=\"true\""
                        + " Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"/>"
                        + "<samlp:RequestedAuthnContext Comparison=\"minimum\">"
                        + "<saml:AuthnContextClassRef>urn:mfa</saml:AuthnContextClassRef>"
                        + "<saml:AuthnContextClassRef>urn:password</saml:AuthnContextClassRef>"
                        + "</samlp:RequestedAuthnContext></samlp:AuthnRequest>");
    }

    @Test
    void hintIsHandedOnWhereTheProviderTakesIt() {
        var hinting = connector(entry("loginHint", "true"));

        assertThat(TestUpstream.brought(hinting.begin(hinted("alice@example.org"))))
                .contains("</saml:Issuer><saml:Subject>"
                        + "<saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">"
                        + "alice@example.org</saml:NameID></saml:Subject><samlp:NameIDPolicy");
        assertThat(TestUpstream.brought(hinting.begin(hinted("J\u00f6rg <b>&amp;\"]]>"))))
                .contains("<saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified\">"
                        + "J\u00f6rg &lt;b&gt;&amp;amp;\"]]&gt;</saml:NameID>");
        assertThat(TestUpstream.brought(hinting.begin(TestLogins.request()))).doesNotContain("Subject");
        assertThat(TestUpstream.brought(connector(entry("loginHint", "false")).begin(hinted("alice@example.org"))))
                .doesNotContain("Subject", "alice");
    }

    private static LoginRequest hinted(String hint) {
        return TestLogins.hinted(TestLogins.request(), hint);
    }

    @Test
    void freshLoginIsDemandedOfTheProvider() {
        var plain = connector(entry("clockTolerance", "PT1S"));

        assertThat(TestUpstream.brought(plain.begin(TestLogins.request()))).doesNotContain("ForceAuthn");
        assertThat(TestUpstream.brought(plain.begin(TestLogins.request(FRESH_LOGIN))))
                .contains("ForceAuthn=\"true\"");
        assertThat(TestUpstream.brought(connector(entry("forceAuthn", "true")).begin(TestLogins.request())))
                .contains("ForceAuthn=\"true\"");
    }

    /// The assertion tells of an authentication at 11:58:00, two and a half minutes before the request.
    @Test
    @Tag("SEC-A11")
    void oldLoginIsNoFreshOne() {
        var request = TestLogins.request(FRESH_LOGIN);
        var departure = connector.begin(request);
        var old = successfulCallback(request, departure);

        assertThat(faulty(INVALID_RESPONSE, () -> connector.finish(request, departure.remember(), old)))
                .hasMessageStartingWith("expired: the person did not authenticate again");
    }

    @Test
    void withoutATimeToCompareNoLoginIsFresh() {
        var request = TestLogins.request(FRESH_LOGIN);
        connector.begin(request);

        assertThat(faulty(INVALID_RESPONSE, () -> connector.finish(request, Secret.empty(), fresh(request))))
                .hasMessageStartingWith("expired: the person did not authenticate again");
    }

    @Test
    void freshLoginIsOneThatBeganAfterTheRequest() {
        var request = TestLogins.request(FRESH_LOGIN);
        var departure = connector.begin(request);

        authenticated(connector.finish(request, departure.remember(), fresh(request)));
    }

    private static CallbackRequest fresh(LoginRequest request) {
        var id = request.id().value();
        return TestUpstream.callback(id, TestUpstream.answerTo(id, "AuthnInstant=\"2026-03-01T12:00:30Z\""));
    }

    /// The values of a configuration cannot break out of their places.
    @Test
    void whatIsWrittenIsEscaped() {
        var odd = connector(entry("entityIssuer", "a<b>&\"c"), entry("ssoURL", "https://idp.example.org/sso?a=1&b=2"));

        assertThat(TestUpstream.brought(odd.begin(TestLogins.request())))
                .contains("<saml:Issuer>a&lt;b&gt;&amp;\"c</saml:Issuer>", "sso?a=1&amp;b=2\"");
    }

    @Test
    void redirectKeepsTheQueryOfTheAddress() {
        var redirecting =
                connector(entry("ssoBinding", "redirect"), entry("ssoURL", "https://idp.example.org/sso?tenant=1"));
        var request = TestLogins.request();

        var departure = redirecting.begin(request);

        assertThat(((Departure.Redirect) departure).location().toString())
                .startsWith("https://idp.example.org/sso?tenant=1&SAMLRequest=")
                .endsWith("&RelayState=" + request.id());
        assertThat(TestUpstream.brought(departure)).contains("ID=\"" + request.id() + "\"");
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
        var closed = connector(entry("allowedGroups", List.of("owners")));
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
    @Tag("SEC-K8")
    void whatNobodyAskedForStartsNothingUnlessEnabled() {
        assertThat(connector.findStart(TestUpstream.callback("", TestUpstream.unsolicited("a"))))
                .isEmpty();
    }

    @Test
    @Tag("SEC-K8")
    void whatNobodyAskedForLeadsToTheApplicationOnce() {
        var enabled = connector(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));
        var callback = TestUpstream.callback("", TestUpstream.unsolicited("a"));

        assertThat(enabled.findStart(callback)).contains(URI.create(START));
        assertThatThrownBy(() -> enabled.findStart(callback))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("replayed: ");
    }

    @Test
    @Tag("SEC-K8")
    void answerToARequestIsNotUnsolicited() {
        var enabled = connector(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));

        assertThatThrownBy(() -> enabled.findStart(TestUpstream.callback("", TestUpstream.answerTo("a"))))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("in_response_to: ");
    }

    /// Otherwise somebody could slip their own assertion into the login of another.
    @Test
    @Tag("SEC-K8")
    @Tag("SEC-D3")
    void whatNobodyAskedForFinishesNoLogin() {
        var enabled = connector(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));
        var request = TestLogins.request();
        enabled.begin(request);
        var callback = TestUpstream.callback(request.id().value(), TestUpstream.unsolicited("a"));

        assertThat(faulty(INVALID_RESPONSE, () -> enabled.finish(request, Secret.empty(), callback)))
                .hasMessageStartingWith("in_response_to: ");
    }

    @Test
    void signedRequestVerifiesWithTheCertificateThatIsPublished() {
        var xml = TestUpstream.brought(connector.begin(TestLogins.request()));

        SignedByUs.verify(xml, SamlElement.PROTOCOL + ":AuthnRequest", TestKey.OURS);
        assertThat(connector.metadata().text()).contains(TestKey.OURS.certificateBase64());
    }

    @Test
    void keyOnAnEllipticCurveSignsToo() {
        var signing = connector(
                entry("signingKey", TestKey.PROVIDER_EC.keyFile().toString()),
                entry("signingCert", TestKey.PROVIDER_EC.certificateFile().toString()));

        var xml = TestUpstream.brought(signing.begin(TestLogins.request()));

        SignedByUs.verify(xml, SamlElement.PROTOCOL + ":AuthnRequest", TestKey.PROVIDER_EC);
    }

    @Test
    @Tag("SEC-K10")
    void keyThatMetadataNamesNewlyIsBelievedAtOnce() {
        upstream.publish("/metadata", 200, TestMetadata.of(TestKey.PROVIDER_NEXT));
        var described = connector(
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
        var described = connector(
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
