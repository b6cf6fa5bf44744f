package io.lintel.connector.saml;

/// Judges responses by the rules of one connector. Has no side effects: whether an assertion was used before is asked
/// afterwards, by [FirstUse].
final class ResponseCheck {

    private final ResponseRules rules;

    ResponseCheck(ResponseRules rules) {
        this.rules = rules;
    }

    /// Judges the form field `SAMLResponse` of the HTTP-POST binding (SAML Bindings, section 3.5).
    Verdict check(String base64, Occasion occasion) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Judges the message itself.
    Verdict check(byte[] xml, Occasion occasion) {
        throw new UnsupportedOperationException("not yet " + rules);
    }
}
