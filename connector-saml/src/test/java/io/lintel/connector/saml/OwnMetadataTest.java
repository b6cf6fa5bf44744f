package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.testkit.TestLogins;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What identity providers are told of us.
final class OwnMetadataTest {

    @Test
    void plainConnectorTellsItsNameAndAddress() throws Rejection {
        var role = role(setup());

        assertThat(role.attribute("AuthnRequestsSigned")).isEqualTo("false");
        assertThat(role.children().stream().map(SamlElement::localName))
                .containsExactly("NameIDFormat", "AssertionConsumerService");
        assertThat(role.children().getFirst().text()).isEqualTo("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        assertThat(role.children().getLast().attribute("Location")).isEqualTo("https://login.example.org/callback");
        assertThat(setup().ownMetadata(null).write().text()).contains("entityID=\"https://login.example.org/saml\"");
    }

    /// While a key changes, both certificates are there.
    @Test
    void allCertificatesAreTold() throws Rejection {
        var role = role(withKeys());

        assertThat(role.attribute("AuthnRequestsSigned")).isEqualTo("true");
        assertThat(certificates(role, "signing"))
                .containsExactly(TestKey.OURS.certificateBase64(), TestKey.OURS_NEXT.certificateBase64());
        assertThat(certificates(role, "encryption"))
                .containsExactly(TestKey.OURS_NEXT.certificateBase64(), TestKey.OURS.certificateBase64());
    }

    @Test
    void whoSignsRequestsSignsThis() {
        SignedByUs.verify(
                withKeys().ownMetadata(null).write().text(),
                "urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor",
                TestKey.OURS);
    }

    @Test
    void addressForLogoutIsToldIfThereIsOne() {
        var own = withKeys().ownMetadata(null);
        var address = URI.create("https://login.example.org/logout/callback/corp");
        var withLogout = withKeys().ownMetadata(address);

        assertThat(own.write().text()).doesNotContain("SingleLogoutService");
        assertThat(withLogout.write().text())
                .contains(
                        "bindings:HTTP-POST\" Location=\"" + address, "bindings:HTTP-Redirect\" Location=\"" + address);
    }

    private static SamlSetup withKeys() {
        var key = Map.of(
                "key", TestKey.OURS.keyFile().toString(),
                "cert", TestKey.OURS.certificateFile().toString());
        var next = Map.of(
                "key", TestKey.OURS_NEXT.keyFile().toString(),
                "cert", TestKey.OURS_NEXT.certificateFile().toString());
        return setup(
                entry("signingKey", key.getOrDefault("key", "")),
                entry("signingCert", key.getOrDefault("cert", "")),
                entry("additionalSigningCerts", List.of(next.getOrDefault("cert", ""))),
                entry("decryptionKeys", List.of(next, key)));
    }

    @SafeVarargs
    private static SamlSetup setup(Map.Entry<String, ?>... changes) {
        return SamlSetup.of(Configurations.with(changes), new ConnectorId("corp"), TestLogins.CALLBACK);
    }

    private static SamlElement role(SamlSetup setup) throws Rejection {
        var text = setup.ownMetadata(null).write().text();
        var root = new SamlElement(HardenedXml.parse(text.getBytes(UTF_8)).getDocumentElement());
        return root.children("urn:oasis:names:tc:SAML:2.0:metadata", "SPSSODescriptor")
                .getFirst();
    }

    private static List<String> certificates(SamlElement role, String use) {
        return role.children("urn:oasis:names:tc:SAML:2.0:metadata", "KeyDescriptor").stream()
                .filter(key -> use.equals(key.attribute("use")))
                .map(key -> key.dom().getFirstChild().getTextContent())
                .toList();
    }
}
