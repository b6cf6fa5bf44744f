package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.AES_256_GCM;
import static io.lintel.connector.saml.Message.RSA_OAEP;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.DECRYPTION;
import static io.lintel.connector.saml.Reason.SIGNATURE_INVALID;
import static io.lintel.connector.saml.Reason.SIGNATURE_MISSING;
import static io.lintel.connector.saml.Reason.STRUCTURE;
import static io.lintel.connector.saml.TestKey.OTHERS;
import static io.lintel.connector.saml.TestKey.OURS;
import static io.lintel.connector.saml.TestKey.OURS_NEXT;
import static io.lintel.connector.saml.TestKey.THIEF;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Encrypted assertions: what is accepted, what is refused before a key is used, and that failures are one.
@Tag("SEC-K9")
final class EncryptedAssertionTest {

    private static final String XMLENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String UNIFORM = "the assertion could not be decrypted";

    private static final ResponseRules RULES_WITH_KEYS = Rules.withKeys(RULES, OURS_NEXT, OURS);

    static Stream<Named<Message>> variants() {
        return Stream.of(
                Named.of(
                        "a signed assertion, encrypted",
                        honest().signAssertion().encryptAssertion()),
                Named.of(
                        "an encrypted assertion in a signed response",
                        honest().encryptAssertion().signResponse()),
                Named.of(
                        "a signed assertion, encrypted in a signed response",
                        honest().signAssertion().encryptAssertion().signResponse()),
                Named.of(
                        "AES-128",
                        honest().signAssertion()
                                .encryptAssertion(
                                        OURS, "aes-128", template -> template.replace("aes256-gcm", "aes128-gcm"))),
                Named.of(
                        "AES-192",
                        honest().signAssertion()
                                .encryptAssertion(
                                        OURS, "aes-192", template -> template.replace("aes256-gcm", "aes192-gcm"))),
                Named.of(
                        "for our other key",
                        honest().signAssertion().encryptAssertion(OURS_NEXT, "aes-256", UnaryOperator.identity())),
                Named.of(
                        "CBC inside a signed response",
                        honest().encryptAssertion(OURS, "aes-256", EncryptedAssertionTest::cbc)
                                .signResponse()),
                Named.of(
                        "the encrypted key beside the data",
                        honest().signAssertion().encryptAssertion().edit(EncryptedAssertionTest::keyBesideData)),
                Named.of(
                        "no type",
                        honest().signAssertion().encryptAssertion().with(" Type=\"" + XMLENC + "Element\"", "")));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isAccepted(Message message) {
        assertThat(message.xml()).doesNotContain("alice");

        var assertion = accepted(RULES_WITH_KEYS, message);

        assertThat(assertion.identity().userId()).isEqualTo("alice");
        assertThat(assertion.id()).isEqualTo("_assertion");
    }

    static Stream<Attack> attacks() {
        var encrypted = honest().signAssertion().encryptAssertion();
        return Stream.of(
                new Attack(
                        "CBC, and only the assertion inside is signed",
                        DECRYPTION,
                        honest().signAssertion().encryptAssertion(OURS, "aes-256", EncryptedAssertionTest::cbc)),
                new Attack(
                        "CBC, and nothing is signed",
                        DECRYPTION,
                        honest().encryptAssertion(OURS, "aes-256", EncryptedAssertionTest::cbc)),
                new Attack(
                        "CBC in a response signed by a thief",
                        SIGNATURE_INVALID,
                        honest().encryptAssertion(OURS, "aes-256", EncryptedAssertionTest::cbc)
                                .signResponse(THIEF)),
                new Attack(
                        "Triple DES in a signed response",
                        DECRYPTION,
                        honest().encryptAssertion(
                                        OURS,
                                        "des-192",
                                        template -> template.replace(AES_256_GCM, XMLENC + "tripledes-cbc"))
                                .signResponse()),
                new Attack(
                        "a key encrypted with RSA 1.5 (Bleichenbacher)",
                        DECRYPTION,
                        honest().signAssertion()
                                .encryptAssertion(
                                        OURS, "aes-256", template -> template.replace(RSA_OAEP, XMLENC + "rsa-1_5"))
                                .signResponse()),
                new Attack("encrypted by anybody, and not signed", SIGNATURE_MISSING, honest().encryptAssertion()),
                new Attack(
                        "encrypted and signed by a thief",
                        SIGNATURE_INVALID,
                        honest().signAssertion(THIEF).encryptAssertion()),
                new Attack(
                        "encrypted for another service",
                        DECRYPTION,
                        honest().signAssertion().encryptAssertion(OTHERS, "aes-256", UnaryOperator.identity())),
                new Attack(
                        "a forged assertion in a signed response",
                        SIGNATURE_INVALID,
                        honest().encryptAssertion()
                                .signResponse()
                                .edit(xml -> swapAssertion(
                                        xml,
                                        honest().with("alice", "mallory")
                                                .encryptAssertion()
                                                .xml()))),
                new Attack(
                        "a cipher reference",
                        DECRYPTION,
                        encrypted.edit(xml ->
                                lastCipherValue(xml, "<xenc:CipherReference URI=\"https://thief.example.org/\"/>"))),
                new Attack(
                        "a key to be fetched",
                        DECRYPTION,
                        encrypted.edit(
                                xml -> keyInfo(xml, "<ds:RetrievalMethod URI=\"https://thief.example.org/\"/>"))),
                new Attack("a key of the same document", DECRYPTION, encrypted.edit(xml -> keyBesideData(xml)
                        .replace("></ds:KeyInfo>", "><ds:RetrievalMethod URI=\"#k\"/></ds:KeyInfo>")
                        .replace("<xenc:EncryptedKey ", "<xenc:EncryptedKey Id=\"k\" "))),
                new Attack(
                        "a key to be agreed on",
                        DECRYPTION,
                        encrypted.edit(xml -> keyInfo(
                                xml, "<xenc:AgreementMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#ECDH-ES\"/>"))),
                new Attack(
                        "a key to be derived",
                        DECRYPTION,
                        encrypted.edit(
                                xml -> keyInfo(xml, "<DerivedKey xmlns=\"http://www.w3.org/2009/xmlenc11#\"/>"))),
                new Attack("no key", DECRYPTION, encrypted.edit(xml -> keyInfo(xml, "<ds:KeyName>k</ds:KeyName>"))),
                new Attack(
                        "a key encrypted with a key",
                        DECRYPTION,
                        encrypted.edit(xml -> xml.replaceFirst(
                                "(?s)(<xenc:EncryptedKey>.*?)(<xenc:CipherData>)",
                                "$1<ds:KeyInfo><xenc:EncryptedKey/></ds:KeyInfo>$2"))),
                new Attack(
                        "five keys",
                        DECRYPTION,
                        encrypted.edit(xml ->
                                xml.replaceFirst("(?s)(<xenc:EncryptedKey>.*?</xenc:EncryptedKey>)", "$1".repeat(5)))),
                new Attack(
                        "two encrypted data",
                        STRUCTURE,
                        encrypted.before(
                                "</saml:EncryptedAssertion>", "<xenc:EncryptedData xmlns:xenc=\"" + XMLENC + "\"/>")),
                new Attack(
                        "content instead of an element",
                        DECRYPTION,
                        encrypted.with(XMLENC + "Element", XMLENC + "Content")),
                new Attack(
                        "nothing",
                        DECRYPTION,
                        encrypted.edit(xml -> xml.replaceFirst(
                                "(?s)<saml:EncryptedAssertion>.*</saml:EncryptedAssertion>",
                                "<saml:EncryptedAssertion/>"))),
                new Attack(
                        "an encrypted name in an encrypted assertion",
                        DECRYPTION,
                        honest().edit(xml -> xml.replaceFirst(
                                        "<saml:NameID.*</saml:NameID>",
                                        "<saml:EncryptedID>" + "<xenc:EncryptedData xmlns:xenc=\"" + XMLENC
                                                + "\"/></saml:EncryptedID>"))
                                .signAssertion()
                                .encryptAssertion()),
                new Attack(
                        "an encrypted assertion in the advice of an encrypted one",
                        DECRYPTION,
                        honest().before(
                                        "<saml:AuthnStatement",
                                        "<saml:Advice><saml:EncryptedAssertion>" + "<xenc:EncryptedData xmlns:xenc=\""
                                                + XMLENC + "\"/></saml:EncryptedAssertion></saml:Advice>")
                                .signAssertion()
                                .encryptAssertion()),
                new Attack("encryption twice", STRUCTURE, encrypted.edit(xml -> xml.replace(
                                "<saml:EncryptedAssertion>", "<saml:EncryptedAssertion><saml:EncryptedAssertion>")
                        .replace(
                                "</saml:EncryptedAssertion>", "</saml:EncryptedAssertion></saml:EncryptedAssertion>"))),
                new Attack(
                        "an encrypted attribute in a plain assertion",
                        DECRYPTION,
                        honest().before(
                                        "</saml:AttributeStatement>",
                                        "<saml:EncryptedAttribute>" + "<xenc:EncryptedData xmlns:xenc=\"" + XMLENC
                                                + "\"/></saml:EncryptedAttribute>")
                                .signAssertion()),
                new Attack(
                        "an assertion inside the encrypted one",
                        STRUCTURE,
                        honest().before("</saml:Subject>", "<saml:Assertion ID=\"_inner\"/>")
                                .encryptAssertion()
                                .signResponse()),
                new Attack(
                        "an ID of the response inside the encrypted assertion",
                        STRUCTURE,
                        honest().with("<saml:Subject>", "<saml:Subject ID=\"_other\">")
                                .signAssertion()
                                .encryptAssertion()
                                .with("ID=\"_response\"", "ID=\"_other\"")));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefused(Attack attack) {
        refused(attack.reason(), RULES_WITH_KEYS, attack.message());
    }

    @Test
    void withoutAKeyAnEncryptedAssertionIsRefused() {
        refused(DECRYPTION, RULES, honest().signAssertion().encryptAssertion());
    }

    /// Whether the key, the tag, the text or what it says is wrong: the answer is the same.
    @Test
    void failuresOfDecryptionLookTheSame() {
        var encrypted = honest().signAssertion().encryptAssertion();
        var failures = Stream.of(
                honest().signAssertion().encryptAssertion(OTHERS, "aes-256", UnaryOperator.identity()),
                encrypted.edit(xml -> flip(xml, 0)),
                encrypted.edit(xml -> flip(xml, 1)),
                encrypted.edit(xml -> lastCipherValue(xml, "<xenc:CipherValue/>")),
                encrypted.edit(xml -> lastCipherValue(xml, "<xenc:CipherValue>AAAA</xenc:CipherValue>")),
                encrypted.edit(xml -> lastCipherValue(xml, "<xenc:CipherValue>=not base64=</xenc:CipherValue>")),
                encrypted.edit(xml -> xml.replaceFirst(
                        "(?s)<xenc:CipherValue>.*?</xenc:CipherValue>", "<xenc:CipherValue>AAAA</xenc:CipherValue>")),
                encrypted.edit(xml -> xml.replaceFirst("(?s)<xenc:CipherData>.*?</xenc:CipherData>", "")),
                encrypted.with("aes256-gcm", "aes128-gcm"),
                encryptedText("<saml:Assertion>never ends"),
                encryptedText("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"),
                encryptedText("</fragment><fragment>"),
                encryptedText("<a/>"),
                encryptedText("text"),
                encryptedText("<a>".repeat(100)));

        assertThat(failures).allSatisfy(message -> assertThat(Judge.verdict(RULES_WITH_KEYS, message.bytes()))
                .isEqualTo(new Verdict.Refused(DECRYPTION, UNIFORM)));
    }

    private static String cbc(String template) {
        return template.replace(AES_256_GCM, XMLENC + "aes256-cbc");
    }

    /// The text is what is encrypted, be it XML or not.
    private static Message encryptedText(String text) {
        var place = "<saml:EncryptedAssertion xmlns:saml=\"" + SamlElement.ASSERTION + "\">";
        var data =
                XmlSec.encryptText(text, Message.encryption(), "aes-256", OURS).replaceFirst("<\\?xml[^>]*>\\s*", "");
        return new Message(honest().text()
                .replace(
                        honest().assertion().replace("<!--signature of the assertion-->", ""),
                        place + data + "</saml:EncryptedAssertion>"));
    }

    private static String keyBesideData(String xml) {
        var key = find("(?s)<xenc:EncryptedKey>.*</xenc:EncryptedKey>", xml);
        return keyInfo(xml, "")
                .replace(
                        "</xenc:EncryptedData>",
                        "</xenc:EncryptedData>"
                                + key.replace(
                                        "<xenc:EncryptedKey>", "<xenc:EncryptedKey xmlns:xenc=\"" + XMLENC + "\">"));
    }

    private static String keyInfo(String xml, String content) {
        var keyInfo = find("(?s)<ds:KeyInfo[^>]*>\\s*<xenc:EncryptedKey.*</ds:KeyInfo>", xml);
        return xml.replace(
                keyInfo, "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" + content + "</ds:KeyInfo>");
    }

    private static String lastCipherValue(String xml, String replacement) {
        var at = xml.lastIndexOf("<xenc:CipherValue>");
        var end = xml.indexOf("</xenc:CipherValue>", at) + "</xenc:CipherValue>".length();
        return xml.substring(0, at) + replacement + xml.substring(end);
    }

    /// Changes a letter of the first or second cipher value.
    private static String flip(String xml, int which) {
        var at = xml.indexOf("<xenc:CipherValue>");
        if (which == 1) {
            at = xml.indexOf("<xenc:CipherValue>", at + 1);
        }
        var letter = at + "<xenc:CipherValue>".length() + 5;
        return xml.substring(0, letter) + (xml.charAt(letter) == 'A' ? 'B' : 'A') + xml.substring(letter + 1);
    }

    private static String swapAssertion(String xml, String from) {
        var assertion = "(?s)<saml:EncryptedAssertion>.*</saml:EncryptedAssertion>";
        return xml.replace(find(assertion, xml), find(assertion, from));
    }

    private static String find(String pattern, String xml) {
        var matcher = Pattern.compile(pattern).matcher(xml);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }
}
