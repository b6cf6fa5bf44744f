package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.testkit.TestLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a configuration amounts to, and what is refused because its parts contradict each other.
final class SamlSetupTest {

    private static final String METADATA = "https://idp.example.org/metadata";

    @Test
    void leastConfigurationIsWhatDexNeeds() {
        var setup = setup();

        assertThat(setup.entityId()).isEqualTo("https://login.example.org/saml");
        assertThat(setup.nameIdFormat()).isEqualTo(NameIdFormat.PERSISTENT);
        assertThat(setup.signers()).containsExactly(TestKey.PROVIDER.certificate());
        assertThat(setup.signing()).isNull();
        assertThat(setup.warnings()).isEmpty();
        assertThat(setup.rules("issuer").unsolicited()).isFalse();
        assertThat(setup.rules("issuer").signatureSkipped()).isFalse();
    }

    @Test
    void withoutEntityIssuerWeAreCalledByOurAddress() {
        assertThat(setup(entry("entityIssuer", "")).rules(null).audience())
                .isEqualTo("https://login.example.org/callback");
    }

    @Test
    void allCertificatesOfAllPlacesCount() throws IOException {
        var both = Files.readString(TestKey.PROVIDER.certificateFile())
                + Files.readString(TestKey.PROVIDER_EC.certificateFile());
        var base64 = Base64.getEncoder().encodeToString(both.getBytes(US_ASCII));

        var setup = setup(
                entry("ca", ""),
                entry("caData", base64),
                entry(
                        "additionalCAs",
                        List.of(TestKey.PROVIDER_NEXT.certificateFile().toString())));

        assertThat(setup.signers())
                .containsExactly(
                        TestKey.PROVIDER.certificate(),
                        TestKey.PROVIDER_EC.certificate(),
                        TestKey.PROVIDER_NEXT.certificate());
    }

    @ParameterizedTest
    @CsvSource({
        "persistent, urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        "emailAddress, urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        "WindowsDomainQualifiedName, urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName",
        "urn:oasis:names:tc:SAML:2.0:nameid-format:transient, urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
    })
    void formatOfNamesIsAUrnOrItsLastWord(String written, String urn) {
        assertThat(setup(entry("nameIDPolicyFormat", written)).nameIdFormat().urn())
                .isEqualTo(urn);
    }

    @Test
    void everythingIsToldAtOnce() {
        assertThatThrownBy(() -> setup(
                        entry("ssoURL", ""),
                        entry("ca", ""),
                        entry("nameIDPolicyFormat", "persistence"),
                        entry("signingKey", "/nowhere.pem")))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContainingAll("ssoURL", "caData", "nameIDPolicyFormat", "signingCert");
    }

    @Test
    void certificateAndDataContradict() {
        refused("ca and caData", entry("caData", "AAAA"));
    }

    @Test
    void metadataComesFromOnePlace() {
        refused(
                "idpMetadataURL and idpMetadataFile",
                entry("idpMetadataURL", METADATA),
                entry("idpMetadataFile", "/metadata.xml"));
    }

    @Test
    void metadataStandsInForAddressAndCertificates() {
        var setup = setup(entry("ssoURL", ""), entry("ca", ""), entry("idpMetadataURL", METADATA));

        assertThat(setup.signers()).isEmpty();
        assertThat(setup.configured().singleSignOn()).isEmpty();
    }

    /// Whoever could change it on the way would name the keys to trust.
    @Test
    @Tag("SEC-K10")
    void metadataInTheClearMustBeSigned() {
        refused("idpMetadataURL is not https", entry("idpMetadataURL", "http://idp.example.org/metadata"));
        setup(
                entry("idpMetadataURL", "http://idp.example.org/metadata"),
                entry("idpMetadataCA", TestKey.PROVIDER.certificateFile().toString()));
        setup(entry("idpMetadataURL", "http://127.0.0.1:8080/metadata"));
    }

    @Test
    void certificatesOfMetadataNeedMetadata() {
        refused(
                "idpMetadataCA",
                entry("idpMetadataCA", TestKey.PROVIDER.certificateFile().toString()));
    }

    @Test
    void authorityOfMetadataNeedsAnAddressOfMetadata() {
        refused("idpMetadataRootCA", entry("idpMetadataRootCA", "private.pem"));
    }

    @Test
    void metadataIsReadAgainAtMostEverySecond() {
        refused("idpMetadataRefresh", entry("idpMetadataRefresh", "PT0.5S"), entry("idpMetadataURL", METADATA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org/callback/",
                "https://login.example.org/callback/other",
                "https://other.example.org/callback",
                "http://login.example.org/callback"
            })
    void responsesComeToThisServer(String redirectUri) {
        refused("redirectURI", entry("redirectURI", redirectUri));
    }

    @Test
    void responsesMayComeToTheAddressOfTheConnector() {
        setup(entry("redirectURI", "https://login.example.org/callback/corp"));
    }

    @Test
    void demandedGroupsMustBeSomewhere() {
        refused("groupsAttr", entry("groupsAttr", ""), entry("allowedGroups", List.of("readers")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT31S", "PT-1S"})
    @Tag("SEC-K7")
    void clocksMayNotBeFarApart(String tolerance) {
        refused("clockTolerance", entry("clockTolerance", tolerance));
    }

    @Test
    void keyAndCertificateBelongTogether() {
        var key = TestKey.OURS.keyFile().toString();

        refused("signingKey and signingCert", entry("signingKey", key));
        refused("signingKey and signingCert", entry("signingCert", key));
        refused(
                "not the certificate of the key in signingKey",
                entry("signingKey", key),
                entry("signingCert", TestKey.OTHERS.certificateFile().toString()));
        refused(
                "decryptionKeys",
                entry(
                        "decryptionKeys",
                        List.of(Map.of(
                                "key",
                                key,
                                "cert",
                                TestKey.OTHERS.certificateFile().toString()))));
    }

    @Test
    void logoutMustBeSigned() {
        refused("sloURL needs signingKey", entry("sloURL", "https://idp.example.org/slo"));
    }

    @Test
    void moreCertificatesNeedAFirst() {
        refused(
                "additionalSigningCerts",
                entry(
                        "additionalSigningCerts",
                        List.of(TestKey.OURS.certificateFile().toString())));
    }

    @Test
    @Tag("SEC-K8")
    void unsolicitedResponsesNeedAnAddressToGoOnTo() {
        refused("allowIdpInitiated needs idpInitiatedLoginURI", entry("allowIdpInitiated", "true"));
        refused("idpInitiatedLoginURI means nothing", entry("idpInitiatedLoginURI", "https://shop.example/start"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssoURL", "idpMetadataURL"})
    void addressesAreOfTheWeb(String key) {
        refused(key + " is not an https or http address", entry(key, "file:///etc/passwd"));
    }

    @Test
    void filesThatHoldSomethingElseAreToldByTheirKey(@TempDir Path folder) throws IOException {
        var certificate = Files.readString(TestKey.PROVIDER.certificateFile());
        var key = Files.readString(TestKey.PROVIDER.keyFile());

        refused("ca: cannot read", entry("ca", folder + "/nothing.pem"));
        refused("ca holds no PEM", entry("ca", file(folder, "hello")));
        refused("ca holds something else behind", entry("ca", file(folder, certificate + "hello")));
        refused("ca holds a PEM block that is no certificate", entry("ca", file(folder, key + certificate)));
        refused(
                "ca holds a certificate that cannot be read",
                entry("ca", file(folder, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")));
        refused("caData is not base64", entry("ca", ""), entry("caData", "?"));
    }

    @Test
    void keysOfBothFormsAreRead(@TempDir Path folder) {
        var pkcs1 = folder.resolve("pkcs1.key");
        Tool.run(List.of(
                "openssl", "rsa", "-traditional", "-in", TestKey.OURS.keyFile().toString(), "-out", pkcs1.toString()));

        for (var key : List.of(pkcs1, TestKey.OURS.keyFile())) {
            assertThat(setup(
                                    entry("signingKey", key.toString()),
                                    entry(
                                            "signingCert",
                                            TestKey.OURS.certificateFile().toString()))
                            .signing())
                    .isNotNull();
        }
    }

    @Test
    void whatBelievesEverybodyIsWarnedOf() {
        assertThat(setup(entry("insecureSkipSignatureValidation", "true"), entry("ca", ""))
                        .warnings())
                .singleElement()
                .asString()
                .contains("insecureSkipSignatureValidation");
    }

    @Test
    void keysWithoutEffectAreWarnedOf() {
        assertThat(setup(
                                entry("filterGroups", "true"),
                                entry("groupsAttr", ""),
                                entry("groupsDelim", ","),
                                entry("nameIDPolicyFormat", "transient"))
                        .warnings())
                .hasSize(3);
    }

    @Test
    void privateKeyThatEverybodyCanReadIsWarnedOf(@TempDir Path folder) throws IOException {
        var key = Files.copy(TestKey.OURS.keyFile(), folder.resolve("our.key"));
        for (var permissions : List.of("rw-r-----", "rw-r--r--")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));

            var warnings = setup(
                            entry("signingKey", key.toString()),
                            entry("signingCert", TestKey.OURS.certificateFile().toString()))
                    .warnings();

            assertThat(warnings).hasSize(permissions.endsWith("r--") ? 1 : 0);
        }
    }

    private static String file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("file.pem"), text).toString();
    }

    @SafeVarargs
    private static void refused(String words, Map.Entry<String, ?>... changes) {
        assertThatThrownBy(() -> setup(changes))
                .isInstanceOfSatisfying(ConnectorException.class, refused -> assertThat(refused.fault())
                        .isEqualTo(ConnectorException.Fault.MISCONFIGURED))
                .hasMessageContaining(words);
    }

    @SafeVarargs
    private static SamlSetup setup(Map.Entry<String, ?>... changes) {
        return SamlSetup.of(Configurations.with(changes), new ConnectorId("corp"), TestLogins.CALLBACK);
    }
}
