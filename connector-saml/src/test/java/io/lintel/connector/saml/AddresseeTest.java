package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.NOON;
import static io.lintel.connector.saml.Judge.REQUEST;
import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.occasion;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.AUDIENCE;
import static io.lintel.connector.saml.Reason.DESTINATION;
import static io.lintel.connector.saml.Reason.EXPIRED;
import static io.lintel.connector.saml.Reason.IN_RESPONSE_TO;
import static io.lintel.connector.saml.Reason.ISSUER;
import static io.lintel.connector.saml.Reason.NOT_YET_VALID;
import static io.lintel.connector.saml.Reason.RECIPIENT;
import static io.lintel.connector.saml.Reason.STRUCTURE;
import static io.lintel.connector.saml.Reason.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From whom, for whom, in answer to what and when (SAML Profiles, section 4.1.4.3). All of these are signed by
/// the provider after the change: it said so, and it was not said to us or not now.
@Tag("SEC-K7")
final class AddresseeTest {

    private static final String ISSUER_TEXT = "<saml:Issuer>https://idp.example.org/metadata</saml:Issuer>";
    private static final String ACS = "https://login.example.org/callback";
    private static final String AUDIENCE_TEXT = "<saml:Audience>https://login.example.org/saml</saml:Audience>";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    static Stream<Attack> rows() {
        return Stream.of(
                row("another issuer", ISSUER, with("org/metadata</saml:Issuer>", "org/other</saml:Issuer>")),
                row(
                        "another issuer of the response alone",
                        ISSUER,
                        xml -> xml.replaceFirst(ISSUER_TEXT, "<saml:Issuer>https://thief.example.org</saml:Issuer>")),
                row(
                        "another issuer of the assertion alone",
                        ISSUER,
                        lastIssuer("<saml:Issuer>https://thief.example.org</saml:Issuer>")),
                row("no issuer of the assertion", ISSUER, lastIssuer("")),
                row("an empty issuer", ISSUER, lastIssuer("<saml:Issuer></saml:Issuer>")),
                row("an issuer with a slash more", ISSUER, with("/metadata</saml:Issuer>", "/metadata/</saml:Issuer>")),
                row(
                        "an issuer in other letters",
                        ISSUER,
                        with("https://idp.example.org/m", "https://IDP.example.org/m")),
                row("an issuer with white space around it", ISSUER, with("/metadata</saml:", "/metadata\n</saml:")),
                row(
                        "an issuer that is not an entity",
                        ISSUER,
                        with(
                                "<saml:Issuer>",
                                "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">")),
                row(
                        "another destination",
                        DESTINATION,
                        with("Destination=\"" + ACS, "Destination=\"https://other.example.org/")),
                row(
                        "a destination with a query",
                        DESTINATION,
                        with("Destination=\"" + ACS, "Destination=\"" + ACS + "?a=b")),
                row(
                        "a destination with a port",
                        DESTINATION,
                        with("Destination=\"" + ACS, "Destination=\"https://login.example.org:443/callback")),
                row(
                        "a destination that ours begins with",
                        DESTINATION,
                        with("Destination=\"" + ACS + "\"", "Destination=\"https://login.example.org/call\"")),
                row(
                        "another audience (an assertion for another service)",
                        AUDIENCE,
                        with("org/saml</saml:Audience>", "org/shop</saml:Audience>")),
                row(
                        "an audience in other letters",
                        AUDIENCE,
                        with("org/saml</saml:Audience>", "org/SAML</saml:Audience>")),
                row(
                        "an audience that begins with ours",
                        AUDIENCE,
                        with("org/saml</saml:Audience>", "org/saml/x</saml:Audience>")),
                row("an empty audience", AUDIENCE, with(AUDIENCE_TEXT, "<saml:Audience/>")),
                row("no audience in a restriction", AUDIENCE, with(AUDIENCE_TEXT, "")),
                row(
                        "no restriction of the audience",
                        AUDIENCE,
                        xml -> xml.replaceFirst("<saml:AudienceRestriction>.*</saml:AudienceRestriction>", "")),
                row(
                        "no conditions",
                        AUDIENCE,
                        xml -> xml.replaceFirst("(?s)<saml:Conditions .*</saml:Conditions>", "")),
                row(
                        "two restrictions, one for another service",
                        AUDIENCE,
                        with(
                                "</saml:Conditions>",
                                "<saml:AudienceRestriction><saml:Audience>https://other.example.org</saml:Audience>"
                                        + "</saml:AudienceRestriction></saml:Conditions>")),
                row(
                        "an unknown condition",
                        STRUCTURE,
                        with(
                                "</saml:Conditions>",
                                "<saml:Condition xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:type=\"x:Paid\""
                                        + " xmlns:x=\"urn:x\"/></saml:Conditions>")),
                row(
                        "a condition of somebody else's",
                        STRUCTURE,
                        with("</saml:Conditions>", "<OneTimeUse xmlns=\"urn:x\"/></saml:Conditions>")),
                row(
                        "another recipient",
                        RECIPIENT,
                        with("Recipient=\"" + ACS, "Recipient=\"https://other.example.org/")),
                row("an empty recipient", RECIPIENT, with("Recipient=\"" + ACS + "\"", "Recipient=\"\"")),
                row("no recipient", RECIPIENT, with("Recipient=\"" + ACS + "\"", "")),
                row(
                        "a recipient attribute of another namespace",
                        RECIPIENT,
                        with("Recipient=\"" + ACS + "\"", "saml:Recipient=\"" + ACS + "\"")),
                row(
                        "an answer to another request",
                        IN_RESPONSE_TO,
                        with("InResponseTo=\"" + REQUEST, "InResponseTo=\"anotherrequest")),
                row(
                        "a response to another request",
                        IN_RESPONSE_TO,
                        xml -> xml.replaceFirst("InResponseTo=\"" + REQUEST, "InResponseTo=\"another")),
                row(
                        "a response to no request",
                        IN_RESPONSE_TO,
                        xml -> xml.replaceFirst(" InResponseTo=\"" + REQUEST + "\"", "")),
                row(
                        "an assertion in answer to another request",
                        IN_RESPONSE_TO,
                        with(
                                "<saml:SubjectConfirmationData InResponseTo=\"" + REQUEST,
                                "<saml:SubjectConfirmationData InResponseTo=\"another")),
                row(
                        "an assertion in answer to no request",
                        IN_RESPONSE_TO,
                        with(
                                "<saml:SubjectConfirmationData InResponseTo=\"" + REQUEST + "\"",
                                "<saml:SubjectConfirmationData")),
                row("a confirmation that never ends", EXPIRED, with(" NotOnOrAfter=\"2026-03-01T12:05:00Z\"", "")),
                row("a confirmation that has ended", EXPIRED, with("2026-03-01T12:05:00Z", "2026-03-01T12:00:00Z")),
                row(
                        "a confirmation that has not begun",
                        NOT_YET_VALID,
                        with(
                                "<saml:SubjectConfirmationData ",
                                "<saml:SubjectConfirmationData NotBefore=\"2026-03-01T12:01:01Z\" ")),
                row("conditions that have ended", EXPIRED, with("2026-03-01T12:10:00Z", "2026-03-01T12:00:00Z")),
                row(
                        "conditions that have not begun",
                        NOT_YET_VALID,
                        with("2026-03-01T11:59:00Z", "2026-03-01T12:01:01Z")),
                row(
                        "a session that has ended",
                        EXPIRED,
                        with("SessionIndex=", "SessionNotOnOrAfter=\"2026-03-01T12:00:00Z\" SessionIndex=")),
                row("no subject", SUBJECT, xml -> xml.replaceFirst("(?s)<saml:Subject>.*</saml:Subject>", "")),
                row("no NameID", SUBJECT, xml -> xml.replaceFirst("<saml:NameID.*</saml:NameID>", "")),
                row("an empty NameID", SUBJECT, with("alice</saml:NameID>", "</saml:NameID>")),
                row("a blank NameID", SUBJECT, with("alice</saml:NameID>", " </saml:NameID>")),
                row(
                        "no confirmation",
                        SUBJECT,
                        xml -> xml.replaceFirst("(?s)<saml:SubjectConfirmation .*</saml:SubjectConfirmation>", "")),
                row(
                        "a confirmation by another method",
                        SUBJECT,
                        with(BEARER, "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches")),
                row(
                        "a confirmation without data",
                        SUBJECT,
                        xml -> xml.replaceFirst("<saml:SubjectConfirmationData [^>]*/>", "")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefused(Attack attack) {
        refused(attack.reason(), attack.message());
    }

    /// The response around a signed assertion may be anybody's; it is held to the same.
    @Test
    void unsignedEnvelopeIsCheckedToo() {
        var signed = honest().signAssertion();

        refused(DESTINATION, signed.with("Destination=\"" + ACS, "Destination=\"https://other.example.org/"));
        refused(IN_RESPONSE_TO, signed.edit(xml -> xml.replaceFirst(REQUEST, "another")));
        refused(ISSUER, signed.edit(xml -> xml.replaceFirst(ISSUER_TEXT, "<saml:Issuer>x</saml:Issuer>")));
        refused(Reason.STATUS, signed.with("status:Success", "status:Requester"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T11:58:30Z", "2026-03-01T12:05:29.999Z"})
    void clocksMayDifferByTheTolerance(Instant now) {
        accepted(new ResponseCheck(RULES).check(honest().signAssertion().bytes(), occasion(REQUEST, now)));
    }

    @Test
    void clocksMayNotDifferByMore() {
        var message = honest().signAssertion().bytes();
        var check = new ResponseCheck(RULES);

        refused(NOT_YET_VALID, check.check(message, occasion(REQUEST, Instant.parse("2026-03-01T11:58:29.999Z"))));
        refused(EXPIRED, check.check(message, occasion(REQUEST, Instant.parse("2026-03-01T12:05:30Z"))));
    }

    @Test
    void toleranceMayBeNone() {
        var message = honest().signAssertion().bytes();
        var check = new ResponseCheck(Rules.withTolerance(RULES, Duration.ZERO));

        accepted(check.check(message, occasion(REQUEST, Instant.parse("2026-03-01T11:59:00Z"))));
        refused(NOT_YET_VALID, check.check(message, occasion(REQUEST, Instant.parse("2026-03-01T11:58:59.999Z"))));
        refused(EXPIRED, check.check(message, occasion(REQUEST, Instant.parse("2026-03-01T12:05:00Z"))));
    }

    @Test
    void toleranceIsThirtySecondsAtMost() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Rules.withTolerance(RULES, Duration.ofSeconds(30).plusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Rules.withTolerance(RULES, Duration.ofMillis(-1)));
    }

    @Tag("SEC-K8")
    @Test
    void unsolicitedResponseIsRefusedUnlessEnabled() {
        var unsolicited = honest().with(" InResponseTo=\"" + REQUEST + "\"", "")
                .signAssertion()
                .bytes();
        var occasion = occasion(null, NOON);

        refused(IN_RESPONSE_TO, new ResponseCheck(RULES).check(unsolicited, occasion));
        accepted(new ResponseCheck(Rules.unsolicited(RULES)).check(unsolicited, occasion));
    }

    @Tag("SEC-K8")
    @Test
    void answerToARequestIsNeverUnsolicited() {
        var check = new ResponseCheck(Rules.unsolicited(RULES));
        var answer = honest().signAssertion();
        var halfAnswer = honest().edit(xml -> xml.replaceFirst(" InResponseTo=\"" + REQUEST + "\"", ""))
                .signAssertion();

        refused(IN_RESPONSE_TO, check.check(answer.bytes(), occasion(null, NOON)));
        refused(IN_RESPONSE_TO, check.check(halfAnswer.bytes(), occasion(null, NOON)));
        refused(IN_RESPONSE_TO, check.check(answer.bytes(), occasion("anotherrequest", NOON)));
    }

    @Test
    void whereNoIssuerIsConfiguredAnyWithATrustedKeyWillDo() {
        var other = honest().with("https://idp.example.org/metadata", "https://other.example.org")
                .signAssertion();

        accepted(Rules.ofAnyIssuer(RULES), other);
        refused(ISSUER, other);
        refused(ISSUER, Rules.ofAnyIssuer(RULES), honest().edit(lastIssuer("")).signAssertion());
    }

    @Test
    void nameIdOfAnotherFormatIsRefusedWhereOneIsConfigured() {
        var rules = Rules.withNameIdFormat(RULES, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");

        accepted(rules, honest().signAssertion());
        refused(
                SUBJECT,
                rules,
                honest().with("nameid-format:persistent", "nameid-format:transient")
                        .signAssertion());
        refused(
                SUBJECT,
                rules,
                honest().edit(xml -> xml.replaceFirst("NameID Format=\"[^\"]*\"", "NameID"))
                        .signAssertion());
    }

    @Test
    void useIsRememberedUntilTheLastConfirmationOrTheConditionsEnd() {
        var twice = honest().before(
                        "<saml:SubjectConfirmation ",
                        "<saml:SubjectConfirmation Method=\"" + BEARER
                                + "\"><saml:SubjectConfirmationData InResponseTo=\""
                                + REQUEST + "\" Recipient=\"" + ACS + "\" NotOnOrAfter=\"2026-03-01T12:20:00Z\"/>"
                                + "</saml:SubjectConfirmation>");

        assertThat(accepted(twice.signAssertion()).notOnOrAfter()).isEqualTo(Instant.parse("2026-03-01T12:10:30Z"));
        assertThat(accepted(twice.with("2026-03-01T12:10:00Z", "2026-03-01T13:00:00Z")
                                .signAssertion())
                        .notOnOrAfter())
                .isEqualTo(Instant.parse("2026-03-01T12:20:30Z"));
    }

    private static Attack row(String story, Reason reason, UnaryOperator<String> edit) {
        var changed = honest().edit(edit);
        assertThat(changed).as(story).isNotEqualTo(honest());
        return new Attack(story, reason, changed.signResponse());
    }

    private static UnaryOperator<String> with(String old, String replacement) {
        return xml -> new Message(xml).with(old, replacement).xml();
    }

    private static UnaryOperator<String> lastIssuer(String replacement) {
        return xml -> {
            var at = xml.lastIndexOf(ISSUER_TEXT);
            return xml.substring(0, at) + replacement + xml.substring(at + ISSUER_TEXT.length());
        };
    }
}
