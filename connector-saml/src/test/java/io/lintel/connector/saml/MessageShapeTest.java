package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.MALFORMED;
import static io.lintel.connector.saml.Reason.STATUS;
import static io.lintel.connector.saml.Reason.STRUCTURE;
import static io.lintel.connector.saml.Reason.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One response with one assertion. All of these are signed by the provider, so that only their shape is wrong.
@Tag("SEC-K2")
final class MessageShapeTest {

    private static final String FORGED = honest().text()
            .replaceAll("(?s).*(<saml:Assertion .*</saml:Assertion>).*", "$1")
            .replace("_assertion", "_forged")
            .replace("alice", "mallory");

    static Stream<Attack> shapes() {
        return Stream.of(
                signed("two assertions", STRUCTURE, honest().before("</samlp:Response>", FORGED)),
                signed("another assertion first", STRUCTURE, honest().before("<saml:Assertion ", FORGED)),
                signed(
                        "an encrypted assertion beside it",
                        STRUCTURE,
                        honest().before("</samlp:Response>", "<saml:EncryptedAssertion/>")),
                signed(
                        "no assertion",
                        STRUCTURE,
                        honest().edit(xml -> xml.replaceFirst("(?s)<saml:Assertion .*</saml:Assertion>", ""))),
                signed(
                        "an assertion in extensions",
                        STRUCTURE,
                        honest().before("<samlp:Status>", "<samlp:Extensions>" + FORGED + "</samlp:Extensions>")),
                signed(
                        "an assertion in the status",
                        STRUCTURE,
                        honest().before("</samlp:Status>", "<samlp:StatusDetail>" + FORGED + "</samlp:StatusDetail>")),
                signed("an assertion in an attribute", STRUCTURE, honest().before("</saml:AttributeValue>", FORGED)),
                signed("an assertion in the subject", STRUCTURE, honest().before("</saml:Subject>", FORGED)),
                signed("an assertion in the conditions", STRUCTURE, honest().before("</saml:Conditions>", FORGED)),
                signed(
                        "an assertion of SAML 1.1 in extensions",
                        STRUCTURE,
                        honest().before(
                                        "<samlp:Status>",
                                        "<samlp:Extensions><Assertion xmlns=\"urn:oasis:names:tc:SAML:1.0:assertion\"/></samlp:Extensions>")),
                signed(
                        "an assertion in nobody's namespace",
                        STRUCTURE,
                        honest().before("<samlp:Status>", "<samlp:Extensions><Assertion/></samlp:Extensions>")),
                signed(
                        "a response in extensions",
                        STRUCTURE,
                        honest().before("<samlp:Status>", "<samlp:Extensions><samlp:Response/></samlp:Extensions>")),
                signed(
                        "an unknown child of the response",
                        STRUCTURE,
                        honest().before("<samlp:Status>", "<x:Evil xmlns:x=\"urn:x\"/>")),
                signed(
                        "an element that xsi:type makes an assertion for the library",
                        STRUCTURE,
                        honest().before(
                                        "<samlp:Status>",
                                        "<x:Evil xmlns:x=\"urn:x\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                                                + " i:type=\"saml:AssertionType\" ID=\"_evil\"/>")),
                signed(
                        "an unknown child of the assertion",
                        STRUCTURE,
                        honest().before("<saml:Conditions ", "<x:Evil xmlns:x=\"urn:x\"/>")),
                signed(
                        "two statuses",
                        STRUCTURE,
                        honest().before(
                                        "<saml:Assertion ",
                                        "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>"
                                                + "</samlp:Status>")),
                signed(
                        "two issuers of the response",
                        STRUCTURE,
                        honest().before(
                                        "<saml:Issuer>",
                                        "<saml:Issuer>https://idp.example.org/metadata</saml:Issuer>")),
                signed(
                        "two issuers of the assertion",
                        STRUCTURE,
                        honest().before(
                                        "<saml:Subject>",
                                        "<saml:Issuer>https://idp.example.org/metadata</saml:Issuer>")),
                signed(
                        "two subjects",
                        STRUCTURE,
                        honest().before(
                                        "<saml:Conditions ",
                                        "<saml:Subject><saml:NameID>mallory</saml:NameID></saml:Subject>")),
                signed("two conditions", STRUCTURE, honest().before("<saml:AuthnStatement", "<saml:Conditions/>")),
                signed(
                        "two NameIDs",
                        STRUCTURE,
                        honest().before("<saml:SubjectConfirmation ", "<saml:NameID>mallory</saml:NameID>")),
                signed("a NameID with an element in it", STRUCTURE, honest().with("alice<", "alice<b/><")),
                signed(
                        "an encrypted NameID",
                        SUBJECT,
                        honest().edit(xml -> xml.replaceFirst("<saml:NameID.*</saml:NameID>", "<saml:EncryptedID/>"))),
                new Attack(
                        "an ID twice",
                        STRUCTURE,
                        honest().signAssertion().with("<samlp:Status>", "<samlp:Status ID=\"_assertion\">")),
                new Attack(
                        "an ID twice, spelled Id",
                        STRUCTURE,
                        honest().signAssertion()
                                .before(
                                        "<samlp:Status>",
                                        "<samlp:Extensions><x Id=\"_assertion\"/></samlp:Extensions>")),
                new Attack(
                        "an ID twice, as xml:id",
                        STRUCTURE,
                        honest().signAssertion()
                                .before(
                                        "<samlp:Status>",
                                        "<samlp:Extensions><x xml:id=\"_assertion\"/></samlp:Extensions>")),
                new Attack(
                        "an ID twice, once in an advice",
                        STRUCTURE,
                        honest().before("<saml:AuthnStatement", "<saml:Advice>" + FORGED + "</saml:Advice>")
                                .signAssertion()
                                .with("ID=\"_response\"", "ID=\"_forged\"")),
                signed("an assertion without an ID", STRUCTURE, honest().with(" ID=\"_assertion\"", "")),
                signed(
                        "an assertion of another version",
                        STRUCTURE,
                        honest().with("ID=\"_assertion\" Version=\"2.0\"", "ID=\"_assertion\" Version=\"1.1\"")),
                signed(
                        "a response of another version",
                        STRUCTURE,
                        honest().with("ID=\"_response\" Version=\"2.0\"", "ID=\"_response\" Version=\"2.1\"")),
                new Attack(
                        "a logout response",
                        STRUCTURE,
                        honest().edit(xml -> xml.replace("samlp:Response", "samlp:LogoutResponse"))),
                new Attack(
                        "a response of SAML 1.1",
                        STRUCTURE,
                        new Message("<Response xmlns=\"urn:oasis:names:tc:SAML:1.0:protocol\"/>")),
                new Attack(
                        "an assertion by itself",
                        STRUCTURE,
                        new Message(honest().signAssertion()
                                .assertion()
                                .replaceFirst(" ", " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" "))),
                signed("a time that is none", MALFORMED, honest().with("2026-03-01T12:05:00Z", "tomorrow")),
                signed(
                        "a time without a zone",
                        MALFORMED,
                        honest().with("2026-03-01T12:05:00Z", "2026-03-01T12:05:00")),
                signed(
                        "a time beyond what can be stored",
                        MALFORMED,
                        honest().with("2026-03-01T12:05:00Z", "+999999999-03-01T12:05:00Z")),
                signed(
                        "no status",
                        STATUS,
                        honest().edit(xml -> xml.replaceFirst("<samlp:Status>.*</samlp:Status>", ""))),
                signed(
                        "a status that is empty",
                        STATUS,
                        honest().edit(xml -> xml.replaceFirst("<samlp:Status>.*</samlp:Status>", "<samlp:Status/>"))),
                signed(
                        "a status of failure beside an assertion",
                        STATUS,
                        honest().with("status:Success", "status:Responder")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isRefused(Attack attack) {
        refused(attack.reason(), attack.message());
    }

    @Test
    void failureWithoutAnAssertionIsToldInItsOwnWords() {
        var failure = honest().edit(xml -> xml.replaceFirst("(?s)<saml:Assertion .*</saml:Assertion>", "")
                .replace(
                        "Success\"/>",
                        "Responder\"><samlp:StatusCode"
                                + " Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"/></samlp:StatusCode>"
                                + "<samlp:StatusMessage>mallory typed hunter2</samlp:StatusMessage>"));

        assertThat(Judge.verdict(Judge.RULES, failure.bytes()))
                .isEqualTo(new Verdict.Refused(STATUS, "the identity provider refused: Responder, AuthnFailed"));
    }

    @Test
    void assertionsOfOthersInAnAdviceAreAllowedAndNeverUsed() {
        var advice = "<saml:Advice>" + FORGED + "<saml:EncryptedAssertion/></saml:Advice>";

        var assertion = accepted(honest().before("<saml:AuthnStatement", advice).signAssertion());

        assertThat(assertion.identity().userId()).isEqualTo("alice");
        assertThat(assertion.id()).isEqualTo("_assertion");
    }

    private static Attack signed(String story, Reason reason, Message message) {
        return new Attack(story, reason, message.signResponse());
    }
}
