package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.EXCLUSIVE;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.ALGORITHM;
import static io.lintel.connector.saml.TestKey.PROVIDER;
import static io.lintel.connector.saml.TestKey.PROVIDER_EC;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/// Algorithms by list: what is on it works, everything else is refused, though made with the provider's key.
@Tag("SEC-K6")
final class SignatureAlgorithmsTest {

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384", "sha512"})
    void rsaIsAccepted(String hash) {
        accepted(honest().signAssertion(PROVIDER, template -> template.replace("#rsa-sha256", "#rsa-" + hash)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384", "sha512"})
    void ellipticCurvesAreAccepted(String hash) {
        accepted(honest().signAssertion(PROVIDER_EC, template -> template.replace("#rsa-sha256", "#ecdsa-" + hash)));
    }

    @ParameterizedTest
    @ValueSource(strings = {MORE + "sha384", "http://www.w3.org/2001/04/xmlenc#sha512"})
    void otherDigestsAreAccepted(String digest) {
        accepted(honest().signAssertion(PROVIDER, template -> template.replace(Message.SHA256, digest)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
                "http://www.w3.org/2006/12/xml-c14n11",
                "http://www.w3.org/2006/12/xml-c14n11#WithComments",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"
            })
    void otherCanonicalizationsOfTheSignatureAreAccepted(String algorithm) {
        UnaryOperator<String> edit = template -> template.replaceFirst(
                "CanonicalizationMethod Algorithm=\"[^\"]*\"",
                "CanonicalizationMethod Algorithm=\"" + algorithm + "\"");

        accepted(honest().signAssertion(PROVIDER, edit));
        accepted(honest().signResponse(PROVIDER, edit));
    }

    @Test
    void prefixListIsAccepted() {
        accepted(honest().signAssertion(
                        PROVIDER,
                        template -> template.replace(
                                "<ds:Transform Algorithm=\"" + EXCLUSIVE + "\"/>",
                                "<ds:Transform Algorithm=\"" + EXCLUSIVE + "\"><ec:InclusiveNamespaces xmlns:ec=\""
                                        + EXCLUSIVE + "\" PrefixList=\"saml xs samlp\"/></ds:Transform>")));
    }

    @Test
    void transformWithCommentsIsAcceptedWhereThereAreNone() {
        accepted(honest().signAssertion(
                        PROVIDER,
                        template -> template.replace(
                                "<ds:Transform Algorithm=\"" + EXCLUSIVE,
                                "<ds:Transform Algorithm=\"" + EXCLUSIVE + "WithComments")));
    }

    static Stream<Attack> weak() {
        return Stream.of(
                signed(
                        "RSA with SHA-1",
                        PROVIDER,
                        template -> template.replace(Message.RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1")),
                signed("RSA with SHA-224", PROVIDER, template -> template.replace("#rsa-sha256", "#rsa-sha224")),
                signed(
                        "a digest by SHA-1",
                        PROVIDER,
                        template -> template.replace(Message.SHA256, "http://www.w3.org/2000/09/xmldsig#sha1")),
                signed("ECDSA with SHA-1", PROVIDER_EC, template -> template.replace("#rsa-sha256", "#ecdsa-sha1")),
                new Attack("RSA with MD5", ALGORITHM, honest().signAssertion().with("#rsa-sha256", "#rsa-md5")),
                new Attack(
                        "RSA with RIPEMD-160",
                        ALGORITHM,
                        honest().signAssertion().with("#rsa-sha256", "#rsa-ripemd160")),
                new Attack(
                        "a digest by MD5",
                        ALGORITHM,
                        honest().signAssertion()
                                .with(
                                        "<ds:DigestMethod Algorithm=\"" + Message.SHA256,
                                        "<ds:DigestMethod Algorithm=\"" + MORE + "md5")),
                new Attack(
                        "DSA",
                        ALGORITHM,
                        honest().signAssertion()
                                .with(Message.RSA_SHA256, "http://www.w3.org/2009/xmldsig11#dsa-sha256")),
                new Attack(
                        "no algorithm",
                        ALGORITHM,
                        honest().signAssertion()
                                .with(
                                        "<ds:SignatureMethod Algorithm=\"" + Message.RSA_SHA256 + "\"/>",
                                        "<ds:SignatureMethod/>")),
                new Attack(
                        "an algorithm called none",
                        ALGORITHM,
                        honest().signAssertion().with(Message.RSA_SHA256, "none")),
                new Attack("HMAC with the provider's certificate, which everybody has, as the key", ALGORITHM, hmac()),
                signed(
                        "an XPath transform that leaves everything out",
                        PROVIDER,
                        template -> Signatures.withTransform(
                                template,
                                "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
                                        + "<ds:XPath>false()</ds:XPath></ds:Transform>")),
                signed(
                        "an XPath filter",
                        PROVIDER,
                        template -> Signatures.withTransform(
                                template,
                                "<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\">"
                                        + "<f:XPath xmlns:f=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"intersect\">"
                                        + "//*[local-name()='Issuer']</f:XPath></ds:Transform>")),
                new Attack(
                        "an XSLT transform, which is a program",
                        ALGORITHM,
                        honest().signAssertion()
                                .edit(
                                        xml -> Signatures.withTransform(
                                                xml,
                                                "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">"
                                                        + "<xsl:stylesheet version=\"1.0\""
                                                        + " xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/></ds:Transform>"))),
                new Attack(
                        "a base64 transform",
                        ALGORITHM,
                        honest().signAssertion()
                                .edit(xml -> Signatures.withTransform(
                                        xml,
                                        "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/>"))),
                signed(
                        "an inclusive transform, which SAML does not allow",
                        PROVIDER,
                        template -> template.replace(
                                "<ds:Transform Algorithm=\"" + EXCLUSIVE,
                                "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315")),
                new Attack(
                        "a canonicalization nobody knows",
                        ALGORITHM,
                        honest().signAssertion()
                                .edit(xml -> xml.replaceFirst(
                                        "CanonicalizationMethod Algorithm=\"[^\"]*\"",
                                        "CanonicalizationMethod Algorithm=\"urn:x\""))));
    }

    @ParameterizedTest
    @MethodSource("weak")
    void isRefused(Attack attack) {
        refused(attack.reason(), attack.message());
    }

    @Test
    void keyOfOneKindIsNotUsedAsAnother() {
        refused(Reason.SIGNATURE_INVALID, honest().signAssertion().with("#rsa-sha256", "#ecdsa-sha256"));
    }

    /// xmlsec1 1.2 does not know RSASSA-PSS (RFC 9231, section 2.3.10); the JDK does.
    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384", "sha512"})
    void probabilisticRsaIsAccepted(String hash)
            throws Rejection, GeneralSecurityException, MarshalException, XMLSignatureException, TransformerException {
        var document = HardenedXml.parse(honest().bytes());
        var assertion = (Element) document.getElementsByTagNameNS(SamlElement.ASSERTION, "Assertion")
                .item(0);
        assertion.setIdAttribute("ID", true);
        var factory = XMLSignatureFactory.getInstance("DOM");
        var signedInfo = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod("http://www.w3.org/2007/05/xmldsig-more#" + hash + "-rsa-MGF1", null),
                List.of(factory.newReference(
                        "#_assertion",
                        factory.newDigestMethod(Message.SHA256, null),
                        List.of(
                                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                                factory.newTransform(EXCLUSIVE, (TransformParameterSpec) null)),
                        null,
                        null)));
        var subject = assertion
                .getElementsByTagNameNS(SamlElement.ASSERTION, "Subject")
                .item(0);

        factory.newXMLSignature(signedInfo, null).sign(new DOMSignContext(PROVIDER.privateKey(), assertion, subject));

        var out = new java.io.StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        accepted(new Message(out.toString()));
    }

    private static Attack signed(String story, TestKey key, UnaryOperator<String> edit) {
        return new Attack(story, ALGORITHM, honest().signAssertion(key, edit));
    }

    private static Message hmac() {
        var template =
                Signatures.withoutKeyInfo(Message.signature("#_assertion")).replace("#rsa-sha256", "#hmac-sha256");
        return new Message(XmlSec.sign(
                new Message(honest().before("<saml:Subject>", template).text()).xml(),
                Message.ASSERTION_SIGNATURE,
                "--hmackey",
                PROVIDER.certificateFile().toString()));
    }
}
