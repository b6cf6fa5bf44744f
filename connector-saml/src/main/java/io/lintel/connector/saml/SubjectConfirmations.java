package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whoever brings an assertion must be its subject: the bearer confirmation (SAML Profiles, section 4.1.4.3).
final class SubjectConfirmations {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    /// How long the use of an assertion is remembered that never ends.
    private static final Duration LIKE_FOREVER = Duration.ofDays(3650);

    private final ResponseRules rules;
    private final @Nullable String requestId;
    private final Tolerance tolerance;

    SubjectConfirmations(ResponseRules rules, @Nullable String requestId, Tolerance tolerance) {
        this.rules = rules;
        this.requestId = requestId;
        this.tolerance = tolerance;
    }

    /// Requires that one confirmation is met. If none is, what was wrong with the first is said.
    ///
    /// @return when the last that is met ends
    Instant require(SamlElement subject) throws Rejection {
        Rejection first = null;
        Instant end = null;
        for (var confirmation : subject.children(ASSERTION, "SubjectConfirmation")) {
            if (!BEARER.equals(confirmation.attribute("Method"))) {
                continue;
            }
            try {
                var one = requireMet(confirmation);
                end = end == null || one.isAfter(end) ? one : end;
            } catch (Rejection unmet) {
                first = first == null ? unmet : first;
            }
        }
        if (end != null) {
            return end;
        }
        throw first != null
                ? first
                : new Rejection(Reason.SUBJECT, "the subject has no confirmation for the bearer of the assertion");
    }

    private Instant requireMet(SamlElement confirmation) throws Rejection {
        var data = confirmation
                .child(ASSERTION, "SubjectConfirmationData")
                .orElseThrow(() -> new Rejection(Reason.SUBJECT, "the confirmation of the subject has no data"));
        var recipient = data.attribute("Recipient");
        var isUnsaid = recipient == null || recipient.isEmpty();
        if (isUnsaid
                ? !rules.dexCompatible()
                : !rules.assertionConsumerService().equals(recipient)) {
            throw new Rejection(
                    Reason.RECIPIENT, "the assertion is not to be received at " + rules.assertionConsumerService());
        }
        ResponseEnvelope.requireAnswer(data, requestId, rules);
        var notOnOrAfter = data.time("NotOnOrAfter");
        if (notOnOrAfter == null && rules.dexCompatible()) {
            notOnOrAfter = tolerance.now().plus(LIKE_FOREVER);
        }
        if (notOnOrAfter == null) {
            throw new Rejection(Reason.EXPIRED, "the confirmation of the subject never ends");
        }
        tolerance.require(data.time("NotBefore"), notOnOrAfter, "the confirmation of the subject");
        return notOnOrAfter;
    }
}
