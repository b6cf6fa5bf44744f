package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a response check and insists on the answer.
final class Judge {

    static final String REQUEST = "arequestthatwasmade";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:30Z");

    /// Rules as an operator writes them who uses everything.
    static final ResponseRules RULES = new ResponseRules(
            "https://login.example.org/saml",
            "https://login.example.org/callback",
            "https://idp.example.org/metadata",
            null,
            new AttributeNames("name", "mail", "groups"),
            null,
            List.of(),
            false,
            Duration.ofSeconds(30),
            false,
            false,
            List.of());

    private static final List<X509Certificate> SIGNERS = List.of(
            TestKey.PROVIDER_EC.certificate(), TestKey.PROVIDER_NEXT.certificate(), TestKey.PROVIDER.certificate());

    private Judge() {}

    static Occasion occasion(@Nullable String requestId, Instant now) {
        return new Occasion(requestId, SIGNERS, now, true);
    }

    static Verdict verdict(ResponseRules rules, byte[] xml) {
        return new ResponseCheck(rules).check(xml, occasion(REQUEST, NOON));
    }

    static AcceptedAssertion accepted(Message message) {
        return accepted(RULES, message);
    }

    static AcceptedAssertion accepted(ResponseRules rules, Message message) {
        return accepted(verdict(rules, message.bytes()));
    }

    static AcceptedAssertion accepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).assertion();
    }

    static void refused(Reason reason, Message message) {
        refused(reason, RULES, message);
    }

    static void refused(Reason reason, ResponseRules rules, Message message) {
        refused(reason, verdict(rules, message.bytes()));
    }

    static void refused(Reason reason, Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.reason())
                .as(refused.detail())
                .isEqualTo(reason));
    }
}
