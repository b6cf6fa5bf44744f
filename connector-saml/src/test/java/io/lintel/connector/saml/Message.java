package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A response on its way from being written by the identity provider to what somebody made of it.
///
/// Before it is signed an edit is the provider's; afterwards it is somebody else's.
record Message(String xml) {

    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String AES_256_GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    static final String RSA_OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

    static final String RESPONSE_SIGNATURE = "/*/*[local-name()='Signature']";
    static final String ASSERTION_SIGNATURE = "//*[local-name()='Assertion'][1]/*[local-name()='Signature']";

    /// Where signatures belong.
    private static final String IN_RESPONSE = "<!--signature of the response-->";
    private static final String IN_ASSERTION = "<!--signature of the assertion-->";
    private static final Pattern ASSERTION = Pattern.compile("<saml:Assertion .*</saml:Assertion>", Pattern.DOTALL);

    private static final String HONEST = """
        <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
        xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" \
        IssueInstant="2026-03-01T12:00:00Z" Destination="https://login.example.org/callback" \
        InResponseTo="arequestthatwasmade"><saml:Issuer>https://idp.example.org/metadata</saml:Issuer><!--signature of the response-->\
        <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
        <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="2026-03-01T12:00:00Z">\
        <saml:Issuer>https://idp.example.org/metadata</saml:Issuer><!--signature of the assertion--><saml:Subject>\
        <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">alice</saml:NameID>\
        <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
        <saml:SubjectConfirmationData InResponseTo="arequestthatwasmade" NotOnOrAfter="2026-03-01T12:05:00Z" \
        Recipient="https://login.example.org/callback"/></saml:SubjectConfirmation></saml:Subject>\
        <saml:Conditions NotBefore="2026-03-01T11:59:00Z" NotOnOrAfter="2026-03-01T12:10:00Z">\
        <saml:AudienceRestriction><saml:Audience>https://login.example.org/saml</saml:Audience>\
        </saml:AudienceRestriction></saml:Conditions>\
        <saml:AuthnStatement AuthnInstant="2026-03-01T11:58:00Z" SessionIndex="_session">\
        <saml:AuthnContext><saml:AuthnContextClassRef>\
        urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport\
        </saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
        <saml:Attribute Name="name"><saml:AttributeValue>Alice Liddell</saml:AttributeValue></saml:Attribute>\
        <saml:Attribute Name="mail"><saml:AttributeValue>alice@example.org</saml:AttributeValue></saml:Attribute>\
        <saml:Attribute Name="groups"><saml:AttributeValue>readers</saml:AttributeValue>\
        <saml:AttributeValue>authors</saml:AttributeValue></saml:Attribute>\
        </saml:AttributeStatement></saml:Assertion></samlp:Response>""";

    /// What an honest identity provider says of Alice, not signed yet.
    static Message honest() {
        return new Message(HONEST);
    }

    /// Replaces every occurrence.
    ///
    /// @throws AssertionError if there is nothing to replace
    Message with(String old, String replacement) {
        if (!xml.contains(old)) {
            throw new AssertionError("the message has no " + old);
        }
        return new Message(xml.replace(old, replacement));
    }

    /// Adds before the first occurrence.
    Message before(String mark, String addition) {
        var at = xml.indexOf(mark);
        if (at < 0) {
            throw new AssertionError("the message has no " + mark);
        }
        return new Message(xml.substring(0, at) + addition + xml.substring(at));
    }

    Message edit(UnaryOperator<String> edit) {
        return new Message(edit.apply(xml));
    }

    Message signAssertion() {
        return signAssertion(TestKey.PROVIDER, UnaryOperator.identity());
    }

    Message signAssertion(TestKey key) {
        return signAssertion(key, UnaryOperator.identity());
    }

    /// @param edit of the signature template
    Message signAssertion(TestKey key, UnaryOperator<String> edit) {
        return new Message(XmlSec.sign(
                xml.replaceFirst(IN_ASSERTION, edit.apply(signature("#_assertion"))), ASSERTION_SIGNATURE, key));
    }

    Message signResponse() {
        return signResponse(TestKey.PROVIDER, UnaryOperator.identity());
    }

    Message signResponse(TestKey key) {
        return signResponse(key, UnaryOperator.identity());
    }

    Message signResponse(TestKey key, UnaryOperator<String> edit) {
        var prepared = xml.replace(IN_ASSERTION, "").replaceFirst(IN_RESPONSE, edit.apply(signature("#_response")));
        return new Message(XmlSec.sign(prepared, RESPONSE_SIGNATURE, key));
    }

    Message encryptAssertion() {
        return encryptAssertion(TestKey.OURS, "aes-256", UnaryOperator.identity());
    }

    /// @param edit of the encryption template
    Message encryptAssertion(TestKey key, String sessionKey, UnaryOperator<String> edit) {
        var wrapped = ASSERTION
                .matcher(xml.replace(IN_ASSERTION, ""))
                .replaceFirst(match ->
                        "<saml:EncryptedAssertion>" + match.group().replace("$", "\\$") + "</saml:EncryptedAssertion>");
        return new Message(XmlSec.encrypt(
                wrapped, "(//*[local-name()='EncryptedAssertion'])[1]/*", edit.apply(encryption()), sessionKey, key));
    }

    /// The text of the assertion alone.
    String assertion() {
        var matcher = ASSERTION.matcher(xml);
        if (!matcher.find()) {
            throw new AssertionError("there is no assertion");
        }
        return matcher.group();
    }

    byte[] bytes() {
        return text().getBytes(UTF_8);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    String text() {
        return xml.replace(IN_RESPONSE, "").replace(IN_ASSERTION, "");
    }

    /// A template for xmlsec1.
    static String signature(String reference) {
        return """
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>\
            <ds:CanonicalizationMethod Algorithm="%s"/><ds:SignatureMethod Algorithm="%s"/>\
            <ds:Reference URI="%s"><ds:Transforms><ds:Transform Algorithm="%s"/><ds:Transform Algorithm="%s"/>\
            </ds:Transforms><ds:DigestMethod Algorithm="%s"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\
            <ds:SignatureValue/><ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature>""".formatted(EXCLUSIVE, RSA_SHA256, reference, ENVELOPED, EXCLUSIVE, SHA256);
    }

    /// A template for xmlsec1.
    static String encryption() {
        return """
            <xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" \
            Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="%s"/>\
            <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>\
            <xenc:EncryptionMethod Algorithm="%s"/><xenc:CipherData><xenc:CipherValue/></xenc:CipherData>\
            </xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData>\
            </xenc:EncryptedData>""".formatted(AES_256_GCM, RSA_OAEP);
    }
}
