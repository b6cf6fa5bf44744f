package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.SIGNATURE_INVALID;
import static io.lintel.connector.saml.Reason.SIGNATURE_MISSING;
import static io.lintel.connector.saml.Reason.STRUCTURE;
import static io.lintel.connector.saml.TestKey.PROVIDER;
import static io.lintel.connector.saml.TestKey.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/// A signature counts if it is of the element it is in, of all of it, and by a configured key.
@Tag("SEC-K3")
final class SignatureCheckTest {

    static Stream<Attack> attacks() {
        var signed = honest().signAssertion();
        var both = honest().signAssertion().signResponse();
        return Stream.of(
                new Attack("nothing is signed", SIGNATURE_MISSING, honest()),
                new Attack(
                        "the signature was taken out (signature exclusion)",
                        SIGNATURE_MISSING,
                        signed.edit(xml -> xml.replaceFirst("(?s)<ds:Signature .*</ds:Signature>", ""))),
                new Attack("the name was changed", SIGNATURE_INVALID, signed.with("alice", "mallory")),
                new Attack(
                        "a group was added",
                        SIGNATURE_INVALID,
                        signed.before(
                                "<saml:AttributeValue>readers", "<saml:AttributeValue>admins</saml:AttributeValue>")),
                new Attack(
                        "the assertion of a signed response was changed",
                        SIGNATURE_INVALID,
                        honest().signResponse().with("alice", "mallory")),
                new Attack(
                        "the digest was changed with it",
                        SIGNATURE_INVALID,
                        signed.edit(xml -> xml.replaceFirst("<ds:DigestValue>.", "<ds:DigestValue>A"))),
                new Attack(
                        "the signature value is empty",
                        SIGNATURE_INVALID,
                        signed.edit(xml -> xml.replaceFirst(
                                "(?s)<ds:SignatureValue>.*</ds:SignatureValue>", "<ds:SignatureValue/>"))),
                new Attack(
                        "the signature value is not base64 (found by mutation)",
                        SIGNATURE_INVALID,
                        signed.edit(xml -> xml.replaceFirst("<ds:SignatureValue>..", "<ds:SignatureValue>="))),
                new Attack(
                        "the digest is not base64",
                        SIGNATURE_INVALID,
                        signed.edit(xml -> xml.replaceFirst("<ds:DigestValue>..", "<ds:DigestValue>="))),
                new Attack(
                        "the signature is empty",
                        SIGNATURE_INVALID,
                        honest().before(
                                        "<saml:Subject>",
                                        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")),
                new Attack(
                        "two signatures",
                        STRUCTURE,
                        signed.before(
                                "<saml:Subject>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")),
                new Attack(
                        "a signature in the subject",
                        STRUCTURE,
                        signed.before(
                                "<saml:NameID ", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")),
                new Attack(
                        "every signature must verify: a thief's on the response",
                        SIGNATURE_INVALID,
                        signed.signResponse(THIEF)),
                new Attack(
                        "every signature must verify: a thief's on the assertion",
                        SIGNATURE_INVALID,
                        honest().signAssertion(THIEF).signResponse()),
                new Attack(
                        "the response was changed around two signatures",
                        SIGNATURE_INVALID,
                        both.with("<samlp:Status>", "<samlp:Status x=\"\">")),
                new Attack(
                        "a reference to elsewhere",
                        SIGNATURE_INVALID,
                        signed.with("URI=\"#_assertion\"", "URI=\"https://thief.example.org/\"")),
                new Attack(
                        "a reference by XPointer",
                        SIGNATURE_INVALID,
                        signed.with("URI=\"#_assertion\"", "URI=\"#xpointer(id('_assertion'))\"")),
                new Attack(
                        "a reference to nothing",
                        SIGNATURE_INVALID,
                        signed.with("URI=\"#_assertion\"", "URI=\"#_nothing\"")),
                new Attack(
                        "no reference",
                        SIGNATURE_INVALID,
                        signed.edit(xml -> xml.replaceFirst("(?s)<ds:Reference.*</ds:Reference>", ""))),
                new Attack(
                        "the whole document, by the provider (SAML Core, section 5.4.2)",
                        SIGNATURE_INVALID,
                        honest().signResponse(PROVIDER, template -> template.replace("#_response", ""))),
                new Attack(
                        "the whole document, in the assertion",
                        SIGNATURE_INVALID,
                        honest().signAssertion(PROVIDER, template -> template.replace("#_assertion", ""))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefused(Attack attack) {
        refused(attack.reason(), attack.message());
    }

    @Tag("SEC-K4")
    @Test
    void keysInTheMessageCountForNothing() {
        // xmlsec1 puts the thief's certificate into the message.
        var message = honest().signAssertion(THIEF);

        assertThat(message.xml()).contains(THIEF.certificateBase64().substring(0, 60));
        refused(SIGNATURE_INVALID, message);
    }

    @Tag("SEC-K4")
    @Test
    void certificateOfTheProviderBesideASignatureOfTheThiefCountsForNothing() {
        refused(
                SIGNATURE_INVALID,
                honest().signAssertion(
                                THIEF,
                                template -> template.replace(
                                        "<ds:X509Data/>",
                                        "<ds:X509Data><ds:X509Certificate>" + PROVIDER.certificateBase64()
                                                + "</ds:X509Certificate></ds:X509Data>")));
    }

    @Tag("SEC-K4")
    @Test
    void keyInformationThatIsNonsenseDoesNotMatter() {
        Judge.accepted(honest().signAssertion(
                        PROVIDER,
                        template -> template.replace("<ds:X509Data/>", "<ds:KeyName>../../etc/passwd</ds:KeyName>")));
    }

    @Tag("SEC-K4")
    @Test
    void withoutAConfiguredKeyNothingIsValid() {
        var occasion = new Occasion(Judge.REQUEST, List.of(), Judge.NOON, true);

        refused(
                SIGNATURE_INVALID,
                new ResponseCheck(RULES).check(honest().signAssertion().bytes(), occasion));
    }

    /// What the check of the profile alone refuses: the cryptography holds, with the provider's key.
    static Stream<Attack> onlyTheProfileRefuses() {
        return Stream.of(
                new Attack("the signature of the provider's published metadata, moved", SIGNATURE_INVALID, metadata()),
                new Attack(
                        "a second reference",
                        SIGNATURE_INVALID,
                        honest().before("<samlp:Status>", "<samlp:Extensions><x/></samlp:Extensions>")
                                .signAssertion(
                                        PROVIDER, template -> Signatures.withReferenceTo(template, "#_assertion"))),
                new Attack(
                        "an object in the signature, which the enveloped transform leaves out",
                        SIGNATURE_INVALID,
                        honest().signAssertion().before("</ds:Signature>", "<ds:Object><x>mallory</x></ds:Object>")),
                new Attack(
                        "a third transform",
                        SIGNATURE_INVALID,
                        honest().signAssertion(
                                        PROVIDER,
                                        template -> Signatures.withTransform(
                                                template, "<ds:Transform Algorithm=\"" + Message.EXCLUSIVE + "\"/>"))));
    }

    @Tag("SEC-O5")
    @ParameterizedTest
    @MethodSource("onlyTheProfileRefuses")
    void profileIsCheckedBesideTheCryptography(Attack attack) throws Rejection, UnmarshallingException {
        var root = HardenedXml.parse(attack.message().bytes()).getDocumentElement();
        SamlLibrary.start();
        var response = (SignableSAMLObject) unmarshal(root);
        var assertion = (SignableSAMLObject) unmarshal((Element)
                root.getElementsByTagNameNS(SamlElement.ASSERTION, "Assertion").item(0));
        var signature = response.getSignature() == null ? assertion.getSignature() : response.getSignature();

        assertThatCode(() -> SignatureValidator.validate(
                        Objects.requireNonNull(signature),
                        new BasicCredential(PROVIDER.certificate().getPublicKey())))
                .doesNotThrowAnyException();
        refused(attack.reason(), attack.message());
    }

    private static XMLObject unmarshal(Element element) throws UnmarshallingException {
        return Objects.requireNonNull(XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                        .getUnmarshaller(element))
                .unmarshall(element);
    }

    /// Everybody can fetch signed metadata: it is put into extensions, and its signature into a forged response.
    private static Message metadata() {
        var unsigned = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" ID=\"_metadata\""
                + " entityID=\"https://idp.example.org/metadata\">";
        var published = XmlSec.sign(
                        unsigned + Message.signature("#_metadata") + "</md:EntityDescriptor>",
                        Message.RESPONSE_SIGNATURE,
                        PROVIDER)
                .replaceFirst("<\\?xml[^>]*>\\s*", "");
        var signature = published
                .substring(published.indexOf("<ds:Signature "), published.indexOf("</md:"))
                .strip();
        return new Message(honest().with("alice", "mallory")
                .before(
                        "<samlp:Status>",
                        signature + "<samlp:Extensions>" + unsigned + "</md:EntityDescriptor></samlp:Extensions>")
                .text());
    }

    @Test
    void skippingSignaturesSkipsThemAlone() {
        var rules = Rules.skippingSignatures(RULES);

        Judge.accepted(rules, honest());
        refused(Reason.AUDIENCE, rules, honest().with("example.org/saml<", "example.org/other<"));
    }
}
