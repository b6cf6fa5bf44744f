package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.saml.Binding;
import io.lintel.connector.saml.SamlConfiguration;
import io.lintel.connector.saml.SamlConfiguration.Comparison;
import io.lintel.connector.saml.SamlConfiguration.DecryptionKey;
import io.lintel.connector.saml.SamlConnectorFactory;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Mistake;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.micronaut.validation.validator.Validator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    private final Path directory;
    private final ConnectorBinder binder =
            new ConnectorBinder(new ConnectorFactories(List.of(new SamlConnectorFactory())), Validator::getInstance);

    SamlConfigurationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"saml", "samlExperimental"})
    void leastConfigurationBindsToTheDefaults(String type) throws IOException {
        assertThat(bind(type, LEAST))
                .isEqualTo(new SamlConfiguration(
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        false,
                        "https://login.example.org/callback",
                        "name",
                        "email",
                        null,
                        null,
                        List.of(),
                        false,
                        null,
                        null,
                        null,
                        Duration.ofHours(1),
                        null,
                        null,
                        null,
                        Binding.POST,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        List.of(),
                        Comparison.EXACT,
                        Duration.ofSeconds(30),
                        false,
                        null,
                        null,
                        Binding.REDIRECT,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void fileForDexBinds() throws IOException {
        assertThat(bind("saml", """
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
                """))
                .isEqualTo(new SamlConfiguration(
                        "https://dex.example.org/callback",
                        "https://saml.example.org",
                        URI.create("https://saml.example.org/sso"),
                        "/path/to/ca.pem",
                        "LS0tLS1CRUdJTg==",
                        List.of(),
                        true,
                        "https://dex.example.org/callback",
                        "name",
                        "email",
                        "groups",
                        ", ",
                        List.of("Admins", "Staff"),
                        true,
                        "persistent",
                        null,
                        null,
                        Duration.ofHours(1),
                        null,
                        null,
                        null,
                        Binding.POST,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        List.of(),
                        Comparison.EXACT,
                        Duration.ofSeconds(30),
                        false,
                        null,
                        null,
                        Binding.REDIRECT,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void everyNewKeyBinds() throws IOException {
        assertThat(bind("saml", LEAST + """
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
                """))
                .isEqualTo(new SamlConfiguration(
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("more.pem"),
                        false,
                        "https://login.example.org/callback",
                        "name",
                        "email",
                        null,
                        null,
                        List.of(),
                        false,
                        null,
                        URI.create("https://idp.example.org/metadata"),
                        "metadata.xml",
                        Duration.ofMinutes(10),
                        "private.pem",
                        "federation.pem",
                        "AAAA",
                        Binding.REDIRECT,
                        "signing.key",
                        "signing.crt",
                        List.of("next.crt"),
                        List.of(new DecryptionKey("decryption.key", "decryption.crt")),
                        true,
                        true,
                        List.of("urn:mfa"),
                        Comparison.MINIMUM,
                        Duration.ofSeconds(5),
                        true,
                        URI.create("https://shop.example.org/start"),
                        URI.create("https://idp.example.org/slo"),
                        Binding.POST,
                        "a",
                        false,
                        "b",
                        "c",
                        "d",
                        "e",
                        "f",
                        "g",
                        "h",
                        "i",
                        "j",
                        "k",
                        "l",
                        "m",
                        "n",
                        "o"));
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThatThrownBy(() -> bind(
                        "saml",
                        "{ssoURL: here, ssoBinding: artifact, clockTolerance: soon, decryptionKeys: [{key: a}], x: 1}"))
                .isInstanceOfSatisfying(InvalidSettings.class, refused -> assertThat(refused.mistakes())
                        .extracting(Mistake::text)
                        .anyMatch(text -> text.startsWith("connectors[0].config.redirectUri: is missing"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.usernameAttr: is missing"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.emailAttr: is missing"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.ssoURL: is not an absolute URI"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.ssoBinding: is none of"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.clockTolerance: is not a duration"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.decryptionKeys[0].cert: is missing"))
                        .anyMatch(text -> text.startsWith("connectors[0].config.x: is an unknown key"))
                        .hasSize(8));
    }

    private Object bind(String type, String config) throws IOException {
        var file = Files.writeString(directory.resolve("config.yaml"), """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                connectors:
                - id: a
                  name: A
                  type: %s
                  config:
                %s
                """.formatted(type, config.indent(4)));
        var bound = new ArrayList<Object>();
        SettingsFile.load(
                file, Map.of(), Overrides.none(), Strictness.CHECK, (definition, issuer, mistakes) -> binder.bind(
                                definition, mistakes)
                        .ifPresent(ready -> bound.add(ready.configuration())));
        return bound.getFirst();
    }
}
