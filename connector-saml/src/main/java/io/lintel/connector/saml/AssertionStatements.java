package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an assertion that may be believed says of a person.
///
/// @param attributes by name, with all values in their order; values that are not text are left out
record AssertionStatements(
        @Nullable String sessionIndex, @Nullable Instant authnInstant, Map<String, List<String>> attributes) {

    static AssertionStatements read(SamlElement assertion, Tolerance tolerance) throws Rejection {
        String sessionIndex = null;
        Instant authnInstant = null;
        for (var statement : assertion.children(ASSERTION, "AuthnStatement")) {
            tolerance.require(null, statement.time("SessionNotOnOrAfter"), "the session at the identity provider");
            if (sessionIndex == null) {
                sessionIndex = statement.attribute("SessionIndex");
            }
            if (authnInstant == null) {
                authnInstant = statement.time("AuthnInstant");
            }
        }
        return new AssertionStatements(sessionIndex, authnInstant, attributes(assertion));
    }

    private static Map<String, List<String>> attributes(SamlElement assertion) {
        var attributes = new LinkedHashMap<String, List<String>>();
        for (var statement : assertion.children(ASSERTION, "AttributeStatement")) {
            for (var attribute : statement.children(ASSERTION, "Attribute")) {
                var name = attribute.attribute("Name");
                if (name != null) {
                    attributes.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values(attribute));
                }
            }
        }
        return attributes;
    }

    private static List<String> values(SamlElement attribute) {
        return attribute.children(ASSERTION, "AttributeValue").stream()
                .filter(SamlElement::hasOnlyText)
                .map(value -> value.dom().getTextContent())
                .toList();
    }
}
