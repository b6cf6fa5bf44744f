package io.lintel.connector.saml;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.TestLogins;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a request says, and in which words.
final class AuthnRequestTest {

    @Test
    void requestSaysWhatIsConfigured() {
        var asking = TestConnector.open(
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
        var hinting = TestConnector.open(entry("loginHint", "true"));

        assertThat(TestUpstream.brought(hinting.begin(hinted("alice@example.org"))))
                .contains("</saml:Issuer><saml:Subject>"
                        + "<saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">"
                        + "alice@example.org</saml:NameID></saml:Subject><samlp:NameIDPolicy");
        assertThat(TestUpstream.brought(hinting.begin(hinted("J\u00f6rg <b>&amp;\"]]>"))))
                .contains("<saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified\">"
                        + "J\u00f6rg &lt;b&gt;&amp;amp;\"]]&gt;</saml:NameID>");
        assertThat(TestUpstream.brought(hinting.begin(TestLogins.request()))).doesNotContain("Subject");
        assertThat(TestUpstream.brought(
                        TestConnector.open(entry("loginHint", "false")).begin(hinted("alice@example.org"))))
                .doesNotContain("Subject", "alice");
    }

    private static LoginRequest hinted(String hint) {
        return TestLogins.hinted(TestLogins.request(), hint);
    }

    /// The values of a configuration cannot break out of their places.
    @Test
    void whatIsWrittenIsEscaped() {
        var odd = TestConnector.open(
                entry("entityIssuer", "a<b>&\"c"), entry("ssoURL", "https://idp.example.org/sso?a=1&b=2"));

        assertThat(TestUpstream.brought(odd.begin(TestLogins.request())))
                .contains("<saml:Issuer>a&lt;b&gt;&amp;\"c</saml:Issuer>", "sso?a=1&amp;b=2\"");
    }

    @Test
    void redirectKeepsTheQueryOfTheAddress() {
        var redirecting = TestConnector.open(
                entry("ssoBinding", "redirect"), entry("ssoURL", "https://idp.example.org/sso?tenant=1"));
        var request = TestLogins.request();

        var departure = redirecting.begin(request);

        assertThat(((Departure.Redirect) departure).location().toString())
                .startsWith("https://idp.example.org/sso?tenant=1&SAMLRequest=")
                .endsWith("&RelayState=" + request.id());
        assertThat(TestUpstream.brought(departure)).contains("ID=\"" + request.id() + "\"");
    }

    @Test
    void signedRequestVerifiesWithTheCertificateThatIsPublished() {
        var signing = TestConnector.open(
                entry("signingKey", TestKey.OURS.keyFile().toString()),
                entry("signingCert", TestKey.OURS.certificateFile().toString()));

        var xml = TestUpstream.brought(signing.begin(TestLogins.request()));

        SignedByUs.verify(xml, SamlElement.PROTOCOL + ":AuthnRequest", TestKey.OURS);
        assertThat(signing.metadata().text()).contains(TestKey.OURS.certificateBase64());
    }

    @Test
    void keyOnAnEllipticCurveSignsToo() {
        var signing = TestConnector.open(
                entry("signingKey", TestKey.PROVIDER_EC.keyFile().toString()),
                entry("signingCert", TestKey.PROVIDER_EC.certificateFile().toString()));

        var xml = TestUpstream.brought(signing.begin(TestLogins.request()));

        SignedByUs.verify(xml, SamlElement.PROTOCOL + ":AuthnRequest", TestKey.PROVIDER_EC);
    }
}
