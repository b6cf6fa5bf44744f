package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.accepted;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.TestKey.PROVIDER;
import static io.lintel.connector.saml.TestKey.THIEF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// With `compatibility: dex` what dex does not ask for may be missing. What is there must be right.
@Tag("SEC-K6")
@Tag("SEC-K7")
final class DexCompatibilityTest {

    private static final String RECIPIENT = "Recipient=\"https://login.example.org/callback\"";

    static Stream<Named<Message>> messages() {
        return Stream.of(
                Named.of("RSA with SHA-1", honest().signAssertion(PROVIDER, template -> template.replace(
                                Message.RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
                        .replace(Message.SHA256, "http://www.w3.org/2000/09/xmldsig#sha1"))),
                Named.of(
                        "no issuer of the assertion",
                        honest().edit(xml -> xml.replaceAll("<saml:Issuer>[^<]*</saml:Issuer>", ""))
                                .signAssertion()),
                Named.of("no recipient", honest().with(RECIPIENT, "").signAssertion()),
                Named.of(
                        "an empty recipient",
                        honest().with(RECIPIENT, "Recipient=\"\"").signAssertion()),
                Named.of(
                        "no end of the confirmation",
                        honest().with(" NotOnOrAfter=\"2026-03-01T12:05:00Z\"", "")
                                .signAssertion()),
                Named.of(
                        "no audience",
                        honest().edit(xml ->
                                        xml.replaceFirst("<saml:AudienceRestriction>.*</saml:AudienceRestriction>", ""))
                                .signAssertion()),
                Named.of(
                        "no conditions",
                        honest().edit(xml -> xml.replaceFirst("(?s)<saml:Conditions .*</saml:Conditions>", ""))
                                .signAssertion()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatDexDoesNotAskForMayBeMissing(Message message) {
        assertThat(Judge.verdict(RULES, message.bytes())).isInstanceOf(Verdict.Refused.class);
        accepted(RULES.likeDex(), message);
    }

    @Test
    void whatIsThereMustBeRight() {
        var rules = RULES.likeDex();

        refused(Reason.SIGNATURE_INVALID, rules, honest().signAssertion(THIEF));
        refused(Reason.SIGNATURE_MISSING, rules, honest());
        refused(Reason.ALGORITHM, rules, honest().signAssertion().with("#rsa-sha256", "#rsa-md5"));
        refused(
                Reason.ISSUER,
                rules,
                honest().with("org/metadata</", "org/other</").signAssertion());
        refused(
                Reason.AUDIENCE,
                rules,
                honest().with("org/saml</", "org/shop</").signAssertion());
        refused(
                Reason.RECIPIENT,
                rules,
                honest().with(RECIPIENT, "Recipient=\"https://x/\"").signAssertion());
        refused(
                Reason.EXPIRED,
                rules,
                honest().with("2026-03-01T12:05:00Z", "2026-03-01T12:00:00Z").signAssertion());
        refused(
                Reason.IN_RESPONSE_TO,
                rules,
                honest().with(Judge.REQUEST, "another").signAssertion());
    }

    @Tag("SEC-K8")
    @Test
    void useOfWhatNeverEndsIsRememberedForYears() {
        var endless = honest().edit(xml -> xml.replaceAll(" NotOnOrAfter=\"[^\"]*\"", ""));

        assertThat(accepted(RULES.likeDex(), endless.signAssertion()).notOnOrAfter())
                .isAfter(Judge.NOON.plus(Duration.ofDays(3000)));
    }
}
