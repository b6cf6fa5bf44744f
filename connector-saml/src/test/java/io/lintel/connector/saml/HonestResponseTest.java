package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.TestKey.PROVIDER;
import static io.lintel.connector.saml.TestKey.PROVIDER_EC;
import static io.lintel.connector.saml.TestKey.PROVIDER_NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What honest identity providers send is accepted, in all the ways they write it. Each attack elsewhere is one
/// step away from one of these.
@Tag("SEC-K14")
final class HonestResponseTest {

    static Stream<Named<Message>> variants() {
        return Stream.of(
                Named.of("only the assertion is signed", honest().signAssertion()),
                Named.of("only the response is signed", honest().signResponse()),
                Named.of("both are signed", honest().signAssertion().signResponse()),
                Named.of("signed by another trusted key", honest().signAssertion(PROVIDER_NEXT)),
                Named.of(
                        "each signed by another trusted key",
                        honest().signAssertion(PROVIDER_NEXT).signResponse(PROVIDER)),
                Named.of(
                        "signed on an elliptic curve",
                        honest().signAssertion(
                                        PROVIDER_EC, template -> template.replace("#rsa-sha256", "#ecdsa-sha256"))),
                Named.of("no key information", honest().signAssertion(PROVIDER, Signatures::withoutKeyInfo)),
                Named.of(
                        "no destination",
                        honest().with(" Destination=\"https://login.example.org/callback\"", "")
                                .signResponse()),
                Named.of(
                        "an empty destination",
                        honest().with("Destination=\"https://login.example.org/callback\"", "Destination=\"\"")
                                .signResponse()),
                Named.of(
                        "no issuer on the response, as Azure and others do",
                        honest().edit(xml -> xml.replaceFirst("<saml:Issuer>[^<]*</saml:Issuer>", ""))
                                .signAssertion()),
                Named.of(
                        "an issuer with the format of entities",
                        honest().with(
                                        "<saml:Issuer>",
                                        "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">")
                                .signResponse()),
                Named.of(
                        "other prefixes",
                        honest().edit(xml -> xml.replace("saml:", "a:").replace("xmlns:saml=", "xmlns:a="))
                                .edit(xml -> xml.replace("samlp:", "").replace("xmlns:samlp=", "xmlns="))
                                .signResponse()),
                Named.of(
                        "line breaks and indentation between elements",
                        honest().edit(xml -> xml.replace("><saml:", ">\n  <saml:"))
                                .signAssertion()
                                .signResponse()),
                Named.of(
                        "comments between elements",
                        honest().with("<saml:AuthnStatement", "<!-- who logged in --><saml:AuthnStatement")
                                .signAssertion()),
                Named.of(
                        "typed attribute values",
                        honest().with(
                                        "<saml:AttributeValue>",
                                        "<saml:AttributeValue xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                                                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                                + " xsi:type=\"xs:string\">")
                                .signAssertion()),
                Named.of(
                        "times with fractions and another zone",
                        honest().with("2026-03-01T12:05:00Z", "2026-03-01T13:05:00.1234567+01:00")
                                .signAssertion()),
                Named.of(
                        "a proxy restriction and a one-time use",
                        honest().before("</saml:Conditions>", "<saml:OneTimeUse/><saml:ProxyRestriction Count=\"0\"/>")
                                .signAssertion()),
                Named.of(
                        "an audience among others",
                        honest().with(
                                        "<saml:Audience>",
                                        "<saml:Audience>https://other.example.org</saml:Audience><saml:Audience>")
                                .signAssertion()),
                Named.of(
                        "a holder-of-key confirmation beside the bearer's",
                        honest().before(
                                        "<saml:SubjectConfirmation ",
                                        "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key\"/>")
                                .signAssertion()),
                Named.of(
                        "a bearer confirmation for another service beside ours",
                        honest().before(
                                        "<saml:SubjectConfirmation ",
                                        "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                                                + "<saml:SubjectConfirmationData Recipient=\"https://other.example.org\""
                                                + " NotOnOrAfter=\"2026-03-01T12:05:00Z\"/></saml:SubjectConfirmation>")
                                .signAssertion()),
                Named.of(
                        "extensions of the response",
                        honest().before(
                                        "<samlp:Status>",
                                        "<samlp:Extensions><x:Trace xmlns:x=\"urn:example\" id=\"t\">1</x:Trace></samlp:Extensions>")
                                .signAssertion()
                                .signResponse()),
                Named.of(
                        "attributes that are not text beside ours",
                        honest().before(
                                        "<saml:Attribute Name=\"name\">",
                                        "<saml:Attribute Name=\"urn:oid:1.3.6.1.4.1.5923.1.1.1.10\"><saml:AttributeValue>"
                                                + "<saml:NameID>mallory</saml:NameID></saml:AttributeValue></saml:Attribute>")
                                .signAssertion()),
                Named.of(
                        "a session that ends later",
                        honest().with("SessionIndex=", "SessionNotOnOrAfter=\"2026-03-01T20:00:00Z\" SessionIndex=")
                                .signAssertion()),
                Named.of(
                        "XML declared as UTF-8",
                        honest().signAssertion()
                                .edit(xml -> xml.replaceFirst(
                                        "<\\?xml[^>]*>",
                                        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>"))),
                Named.of("a byte order mark", honest().signAssertion().edit(xml -> "\uFEFF" + xml)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isAccepted(Message message) {
        var identity = accepted(message).identity();

        assertThat(identity.userId()).isEqualTo("alice");
        assertThat(identity.username()).isEqualTo("Alice Liddell");
        assertThat(identity.email()).isNotNull();
        assertThat(identity.groups()).containsExactly("readers", "authors");
    }

    @Test
    void everythingALogoutAndAReplayCheckNeedIsToldWithIt() {
        var assertion = accepted(honest().with(
                        "<saml:NameID ",
                        "<saml:NameID NameQualifier=\"https://idp.example.org/metadata\""
                                + " SPNameQualifier=\"https://login.example.org/saml\" ")
                .signAssertion());

        assertThat(assertion.id()).isEqualTo("_assertion");
        assertThat(assertion.notOnOrAfter()).isEqualTo(Instant.parse("2026-03-01T12:05:30Z"));
        assertThat(assertion.nameId())
                .isEqualTo(new NameId(
                        "alice",
                        "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
                        "https://idp.example.org/metadata",
                        "https://login.example.org/saml"));
        assertThat(assertion.sessionIndex()).isEqualTo("_session");
        assertThat(assertion.authnInstant()).isEqualTo(Instant.parse("2026-03-01T11:58:00Z"));
        assertThat(assertion.attributes())
                .containsEntry("name", List.of("Alice Liddell"))
                .containsEntry("groups", List.of("readers", "authors"));
    }

    @Test
    void formFieldMayHaveItsLinesBroken() {
        var base64 = honest().signAssertion().base64().replaceAll("(.{76})", "$1\r\n");

        accepted(new ResponseCheck(Judge.RULES).check(base64, Judge.occasion(Judge.REQUEST, Judge.NOON)));
    }

    @Test
    void nothingOfAPersonIsShownByAccident() {
        var assertion = accepted(honest().signAssertion());

        assertThat(assertion + " " + assertion.nameId() + " " + new Verdict.Accepted(assertion))
                .doesNotContain("alice")
                .doesNotContain("readers");
    }
}
