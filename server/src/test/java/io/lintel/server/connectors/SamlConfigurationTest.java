package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.saml.Binding;
import io.lintel.connector.saml.SamlConfiguration.Comparison;
import io.lintel.connector.saml.SamlConfiguration.DecryptionKey;
import io.lintel.connector.saml.SamlConnectorFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys of the SAML connector: those of dex as a file for dex writes them, and those that are new.
final class SamlConfigurationTest {

    private static final String LEAST = """
            redirectURI: https://login.example.org/callback
            usernameAttr: name
            emailAttr: email
            """;

    private final ConnectorText text;

    SamlConfigurationTest(@TempDir Path directory) {
        this.text = new ConnectorText(directory, new SamlConnectorFactory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"saml", "samlExperimental"})
    void leastConfigurationBindsToTheDefaults(String type) {
        assertThat(said(text.bind(type, LEAST))).isEqualTo(with(Map.of()));
    }

    @Test
    void fileForDexBinds() {
        assertThat(said(text.bind("saml", """
                entityIssuer: https://dex.example.org/callback
                ssoIssuer: https://saml.example.org
                ssoURL: https://saml.example.org/sso
                ca: /path/to/ca.pem
                caData: LS0tLS1CRUdJTg==
                insecureSkipSignatureValidation: true
                redirectURI: https://dex.example.org/callback
                usernameAttr: name
                emailAttr: email
                groupsAttr: groups
                groupsDelim: ", "
                allowedGroups:
                - Admins
                - Staff
                filterGroups: true
                nameIDPolicyFormat: persistent
                """)))
                .isEqualTo(with(Map.ofEntries(
                        Map.entry("entityIssuer", "https://dex.example.org/callback"),
                        Map.entry("ssoIssuer", "https://saml.example.org"),
                        Map.entry("ssoUrl", URI.create("https://saml.example.org/sso")),
                        Map.entry("ca", "/path/to/ca.pem"),
                        Map.entry("caData", "LS0tLS1CRUdJTg=="),
                        Map.entry("insecureSkipSignatureValidation", true),
                        Map.entry("redirectUri", "https://dex.example.org/callback"),
                        Map.entry("groupsAttr", "groups"),
                        Map.entry("groupsDelim", ", "),
                        Map.entry("allowedGroups", List.of("Admins", "Staff")),
                        Map.entry("filterGroups", true),
                        Map.entry("nameIdPolicyFormat", "persistent"))));
    }

    @Test
    void everyNewKeyBinds() {
        var names = Map.ofEntries(
                Map.entry("userIdAttr", "a"),
                Map.entry("emailVerifiedAttr", "b"),
                Map.entry("preferredUsernameAttr", "c"),
                Map.entry("givenNameAttr", "d"),
                Map.entry("familyNameAttr", "e"),
                Map.entry("middleNameAttr", "f"),
                Map.entry("nicknameAttr", "g"),
                Map.entry("profileAttr", "h"),
                Map.entry("pictureAttr", "i"),
                Map.entry("websiteAttr", "j"),
                Map.entry("genderAttr", "k"),
                Map.entry("birthdateAttr", "l"),
                Map.entry("zoneinfoAttr", "m"),
                Map.entry("localeAttr", "n"),
                Map.entry("phoneNumberAttr", "o"));
        var expected = with(Map.ofEntries(
                Map.entry("additionalCas", List.of("more.pem")),
                Map.entry("idpMetadataUrl", URI.create("https://idp.example.org/metadata")),
                Map.entry("idpMetadataFile", "metadata.xml"),
                Map.entry("idpMetadataRefresh", Duration.ofMinutes(10)),
                Map.entry("idpMetadataRootCa", "private.pem"),
                Map.entry("idpMetadataCa", "federation.pem"),
                Map.entry("idpMetadataCaData", "AAAA"),
                Map.entry("ssoBinding", Binding.REDIRECT),
                Map.entry("signingKey", "signing.key"),
                Map.entry("signingCert", "signing.crt"),
                Map.entry("additionalSigningCerts", List.of("next.crt")),
                Map.entry("decryptionKeys", List.of(new DecryptionKey("decryption.key", "decryption.crt"))),
                Map.entry("forceAuthn", true),
                Map.entry("loginHint", true),
                Map.entry("requestedAuthnContext", List.of("urn:mfa")),
                Map.entry("requestedAuthnContextComparison", Comparison.MINIMUM),
                Map.entry("clockTolerance", Duration.ofSeconds(5)),
                Map.entry("allowIdpInitiated", true),
                Map.entry("idpInitiatedLoginUri", URI.create("https://shop.example.org/start")),
                Map.entry("sloUrl", URI.create("https://idp.example.org/slo")),
                Map.entry("sloBinding", Binding.POST)));
        expected.putAll(names);
        expected.remove("emailVerified");

        assertThat(said(text.bind("saml", LEAST + """
                additionalCAs: [more.pem]
                idpMetadataURL: https://idp.example.org/metadata
                idpMetadataFile: metadata.xml
                idpMetadataRefresh: 10m
                idpMetadataRootCA: private.pem
                idpMetadataCA: federation.pem
                idpMetadataCAData: AAAA
                ssoBinding: redirect
                signingKey: signing.key
                signingCert: signing.crt
                additionalSigningCerts: [next.crt]
                decryptionKeys: [{key: decryption.key, cert: decryption.crt}]
                forceAuthn: true
                loginHint: true
                requestedAuthnContext: ["urn:mfa"]
                requestedAuthnContextComparison: minimum
                clockTolerance: 5s
                allowIdpInitiated: true
                idpInitiatedLoginURI: https://shop.example.org/start
                sloURL: https://idp.example.org/slo
                sloBinding: post
                userIDAttr: a
                emailVerified: false
                emailVerifiedAttr: b
                preferredUsernameAttr: c
                givenNameAttr: d
                familyNameAttr: e
                middleNameAttr: f
                nicknameAttr: g
                profileAttr: h
                pictureAttr: i
                websiteAttr: j
                genderAttr: k
                birthdateAttr: l
                zoneinfoAttr: m
                localeAttr: n
                phoneNumberAttr: o
                """))).isEqualTo(expected);
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(text.mistakes(
                        "saml",
                        "{ssoURL: here, ssoBinding: artifact, clockTolerance: soon, decryptionKeys: [{key: a}], x: 1}"))
                .anyMatch(text -> text.startsWith("connectors[0].config.redirectURI: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.usernameAttr: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.emailAttr: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.ssoURL: is not an absolute URI"))
                .anyMatch(text -> text.startsWith("connectors[0].config.ssoBinding: is none of"))
                .anyMatch(text -> text.startsWith("connectors[0].config.clockTolerance: is not a duration"))
                .anyMatch(text -> text.startsWith("connectors[0].config.decryptionKeys[0].cert: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.x: is an unknown key"))
                .hasSize(8);
    }

    /// What the least configuration says, and more.
    private static Map<String, Object> with(Map<String, Object> more) {
        var said = new HashMap<String, Object>(Map.of(
                "redirectUri",
                "https://login.example.org/callback",
                "usernameAttr",
                "name",
                "emailAttr",
                "email",
                "emailVerified",
                true,
                "idpMetadataRefresh",
                Duration.ofHours(1),
                "ssoBinding",
                Binding.POST,
                "sloBinding",
                Binding.REDIRECT,
                "requestedAuthnContextComparison",
                Comparison.EXACT,
                "clockTolerance",
                Duration.ofSeconds(30)));
        said.putAll(more);
        return said;
    }

    /// The components of a record that are not absent, empty or false.
    private static Map<String, Object> said(Object configuration) {
        var said = new HashMap<String, Object>();
        for (var component : configuration.getClass().getRecordComponents()) {
            try {
                var value = component.getAccessor().invoke(configuration);
                if (value != null && !value.equals(List.of()) && !value.equals(false)) {
                    said.put(component.getName(), value);
                }
            } catch (ReflectiveOperationException unreadable) {
                throw new LinkageError(unreadable.getMessage(), unreadable);
            }
        }
        return said;
    }
}
