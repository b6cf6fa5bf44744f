package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is read from metadata, and what of it is refused.
@Tag("SEC-K10")
final class MetadataDocumentTest {

    private static final String ISSUER = "https://idp.example.org/metadata";
    private static final String ONE = TestMetadata.of(TestKey.PROVIDER);

    @Test
    void providerIsReadWithItsKeysAndAddresses() {
        var provider = read(TestMetadata.of(TestKey.PROVIDER, TestKey.PROVIDER_NEXT), ISSUER);

        assertThat(provider.entityId()).isEqualTo(ISSUER);
        assertThat(provider.signers())
                .containsExactly(TestKey.PROVIDER.certificate(), TestKey.PROVIDER_NEXT.certificate());
        assertThat(provider.requireSingleSignOn(Binding.POST)).isEqualTo(URI.create("https://idp.example.org/post"));
        assertThat(provider.requireSingleSignOn(Binding.REDIRECT))
                .isEqualTo(URI.create("https://idp.example.org/redirect"));
        assertThat(provider.findSingleLogout(Binding.POST)).isEmpty();
        assertThat(provider.findSingleLogout(Binding.REDIRECT))
                .contains(new IdentityProvider.SingleLogout(
                        URI.create("https://idp.example.org/slo"), URI.create("https://idp.example.org/slo/answers")));
    }

    @Test
    void keyWithoutAUseSigns() {
        assertThat(read(ONE.replace(" use=\"signing\"", ""), null).signers()).hasSize(1);
    }

    @Test
    void keyForEncryptionDoesNotSign() {
        refused("structure: it names no certificate", ONE.replace("use=\"signing\"", "use=\"encryption\""), null);
    }

    @Test
    void providerWithoutKeysIsRefused() {
        refused("structure: it names no certificate", TestMetadata.of(), ISSUER);
    }

    @Test
    void providerWithoutAddressesIsRefused() {
        refused("structure: it names no address", ONE.replace("md:SingleSignOnService", "md:Other"), ISSUER);
    }

    @Test
    void otherProviderIsRefused() {
        refused("issuer: ", ONE, "https://other.example.org/metadata");
    }

    @Test
    void serviceProviderIsNoIdentityProvider() {
        refused("issuer: ", ONE.replace("IDPSSODescriptor", "SPSSODescriptor"), null);
    }

    @Test
    void providerOfAnOlderProtocolIsNone() {
        refused(
                "issuer: ",
                ONE.replace("\"urn:oasis:names:tc:SAML:2.0:protocol\"", "\"urn:oasis:names:tc:SAML:1.1:protocol\""),
                null);
    }

    @Test
    void expiredMetadataIsRefusedWhereverItSays() {
        for (var place : List.of("<md:EntityDescriptor", "<md:IDPSSODescriptor")) {
            refused("expired: ", ONE.replace(place, place + " validUntil=\"2026-03-01T12:00:30Z\""), ISSUER);
            read(ONE.replace(place, place + " validUntil=\"2026-03-01T12:00:31Z\""), ISSUER);
        }
        refused("expired: ", federation("validUntil=\"2026-01-01T00:00:00Z\""), ISSUER);
    }

    @Test
    void providerIsFoundAmongOthersByItsName() {
        assertThat(read(federation(""), ISSUER).entityId()).isEqualTo(ISSUER);
        refused("issuer: it describes 2 identity providers", federation(""), null);
    }

    @Test
    void addressOutsideTheWebIsRefused() {
        refused("malformed: ", ONE.replace("https://idp.example.org/post", "javascript:alert(1)"), ISSUER);
    }

    @Test
    void certificateThatIsNoneIsRefused() {
        refused("malformed: ", ONE.replace(TestKey.PROVIDER.certificateBase64(), "AAAA"), ISSUER);
    }

    @Test
    @Tag("SEC-K1")
    void documentTypeIsRefused() {
        refused("dtd: ", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + ONE, ISSUER);
    }

    @Test
    void signatureIsCheckedIfItIsDemanded() {
        var signed = TestMetadata.signed(ONE, TestKey.PROVIDER_NEXT);

        assertThat(read(signed, ISSUER, TestKey.PROVIDER_NEXT.certificate()).signers())
                .containsExactly(TestKey.PROVIDER.certificate());
        refused("signature_missing: ", ONE, ISSUER, TestKey.PROVIDER_NEXT.certificate());
        refused("signature_invalid: ", signed, ISSUER, TestKey.THIEF.certificate());
        refused(
                "signature_invalid: ",
                signed.replace("https://idp.example.org/post", "https://thief.example.org/post"),
                ISSUER,
                TestKey.PROVIDER_NEXT.certificate());
    }

    /// A part that somebody signed once does not make the rest believable.
    @Test
    void signatureInsideTheDocumentIsNotEnough() {
        var signed = TestMetadata.signed(ONE, TestKey.PROVIDER_NEXT);
        var wrapped = federation("")
                .replaceFirst(
                        "<md:EntityDescriptor", signed.replaceFirst("<\\?xml.*\\?>", "") + "<md:EntityDescriptor");

        refused("signature_missing: ", wrapped, ISSUER, TestKey.PROVIDER_NEXT.certificate());
    }

    /// The signature is moved to a forgery, the original to where nobody looks.
    @Test
    @Tag("SEC-K3")
    void originalInsideAForgeryIsNotEnough() {
        var signed = TestMetadata.signed(ONE, TestKey.PROVIDER_NEXT).replaceFirst("<\\?xml.*\\?>", "");
        var signature = signed.substring(signed.indexOf("<ds:Signature "), signed.indexOf("<md:IDPSSODescriptor"));
        var original = signed.replace(signature, "");
        var forged = TestMetadata.of(TestKey.THIEF);
        var inside = signature + "<md:Extensions>" + original + "</md:Extensions><md:IDPSSODescriptor";

        refused(
                "signature_invalid: ",
                forged.replaceFirst("<md:IDPSSODescriptor", Matcher.quoteReplacement(inside)),
                ISSUER,
                TestKey.PROVIDER_NEXT.certificate());
        refused(
                "signature_invalid: ",
                forged.replace("ID=\"_metadata\"", "ID=\"_forged\"")
                        .replaceFirst("<md:IDPSSODescriptor", Matcher.quoteReplacement(inside)),
                ISSUER,
                TestKey.PROVIDER_NEXT.certificate());
    }

    private static String federation(String attributes) {
        return "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" " + attributes + ">"
                + ONE.replace("entityID=\"" + ISSUER, "entityID=\"https://other.example.org/metadata")
                        .replace(" ID=\"_metadata\"", "")
                + ONE.replace(" ID=\"_metadata\"", "") + "</md:EntitiesDescriptor>";
    }

    private static void refused(String words, String xml, @Nullable String entityId, X509Certificate... signers) {
        assertThatThrownBy(() -> read(xml, entityId, signers))
                .isInstanceOfSatisfying(ConnectorException.class, refused -> assertThat(refused.fault())
                        .isEqualTo(ConnectorException.Fault.INVALID_RESPONSE))
                .hasMessageContaining(words);
    }

    private static IdentityProvider read(String xml, @Nullable String entityId, X509Certificate... signers) {
        Instant now = Judge.NOON;
        return MetadataDocument.read(xml.getBytes(UTF_8), List.of(signers), entityId, now);
    }
}
