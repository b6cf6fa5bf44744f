package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From the element whose signature was checked to what may be believed of it.
final class AssertionReading {

    private final ResponseRules rules;
    private final Occasion occasion;
    private final Tolerance tolerance;

    AssertionReading(ResponseRules rules, Occasion occasion) {
        this.rules = rules;
        this.occasion = occasion;
        this.tolerance = new Tolerance(occasion.now(), rules.tolerance());
    }

    AcceptedAssertion read(SamlElement assertion) throws Rejection {
        var issuer = assertion.child(ASSERTION, "Issuer");
        if (issuer.isPresent()) {
            ResponseEnvelope.requireIssuer(issuer.get(), rules);
        } else if (!rules.dexCompatible()) {
            throw new Rejection(Reason.ISSUER, "the assertion names no issuer");
        }
        var subject = assertion
                .child(ASSERTION, "Subject")
                .orElseThrow(() -> new Rejection(Reason.SUBJECT, "the assertion has no subject"));
        var confirmed = new SubjectConfirmations(rules, occasion.requestId(), tolerance).require(subject);
        var conditions = AssertionConditions.require(assertion, rules, tolerance);
        var nameId = nameId(subject);
        var statements = AssertionStatements.read(assertion, tolerance);
        var identity = new IdentityMapping(rules).read(nameId, statements.attributes(), occasion.groupsWanted());
        return new AcceptedAssertion(
                String.valueOf(assertion.attribute("ID")),
                tolerance.end(earlier(confirmed, conditions)),
                nameId,
                statements.sessionIndex(),
                statements.authnInstant(),
                statements.attributes(),
                identity);
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private NameId nameId(SamlElement subject) throws Rejection {
        var element = subject.child(ASSERTION, "NameID")
                .orElseThrow(() -> new Rejection(Reason.SUBJECT, "the subject has no NameID"));
        var value = element.text();
        if (value.isBlank()) {
            throw new Rejection(Reason.SUBJECT, "the NameID is empty");
        }
        var format = element.attribute("Format");
        if (rules.nameIdFormat() != null && !rules.nameIdFormat().equals(format)) {
            throw new Rejection(Reason.SUBJECT, "the NameID is not of the format " + rules.nameIdFormat());
        }
        return new NameId(value, format, element.attribute("NameQualifier"), element.attribute("SPNameQualifier"));
    }
}
