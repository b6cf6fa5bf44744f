package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When, and for whom, an assertion is valid (SAML Core, section 2.5).
final class AssertionConditions {

    /// One-time use is what every assertion gets here, and nobody is told of an assertion for a proxy to
    /// restrict.
    private static final Set<String> MET_BY_DESIGN = Set.of("OneTimeUse", "ProxyRestriction");

    private AssertionConditions() {}

    /// Requires that all conditions are met.
    ///
    /// @return when they end, or null if they do not
    static @Nullable Instant require(SamlElement assertion, ResponseRules rules, Tolerance tolerance) throws Rejection {
        var found = assertion.child(ASSERTION, "Conditions");
        if (found.isEmpty() && rules.dexCompatible()) {
            return null;
        }
        var conditions = found.orElseThrow(AssertionConditions::forNobody);
        var notOnOrAfter = conditions.time("NotOnOrAfter");
        tolerance.require(conditions.time("NotBefore"), notOnOrAfter, "the assertion");
        for (var condition : conditions.children()) {
            var name = condition.localName();
            if (!condition.is(ASSERTION, name)
                    || !(MET_BY_DESIGN.contains(name) || name.equals("AudienceRestriction"))) {
                throw new Rejection(Reason.STRUCTURE, "the assertion has a condition that is not known here");
            }
        }
        requireAudience(conditions, rules);
        return notOnOrAfter;
    }

    /// Each restriction must name us; one names us if one of its audiences does.
    private static void requireAudience(SamlElement conditions, ResponseRules rules) throws Rejection {
        var restrictions = conditions.children(ASSERTION, "AudienceRestriction");
        if (restrictions.isEmpty() && !rules.dexCompatible()) {
            throw forNobody();
        }
        for (var restriction : restrictions) {
            var named = false;
            for (var audience : restriction.children(ASSERTION, "Audience")) {
                named |= audience.text().equals(rules.audience());
            }
            if (!named) {
                throw new Rejection(Reason.AUDIENCE, "the assertion is not for " + rules.audience());
            }
        }
    }

    private static Rejection forNobody() {
        return new Rejection(Reason.AUDIENCE, "the assertion does not say for whom it is");
    }
}
