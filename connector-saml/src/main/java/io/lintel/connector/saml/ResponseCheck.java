package io.lintel.connector.saml;

import java.util.Base64;

/// Judges responses by the rules of one connector. Has no side effects: whether an assertion was used before is
/// asked afterwards, by [FirstUse].
///
/// The order of checks is the order of lines in [#read]. What is believed is read from the assertion whose
/// signature, or whose response's signature, was verified, and from nothing else.
final class ResponseCheck {

    private final ResponseRules rules;

    ResponseCheck(ResponseRules rules) {
        this.rules = rules;
    }

    /// Judges the form field `SAMLResponse` of the HTTP-POST binding (SAML Bindings, section 3.5).
    Verdict check(String base64, Occasion occasion) {
        // Three bytes are four characters; the lines may be broken.
        if (base64.length() > HardenedXml.MOST_BYTES / 3 * 4 + HardenedXml.MOST_BYTES / 16) {
            return new Verdict.Refused(Reason.TOO_LARGE, "the message has more than 512 KiB");
        }
        byte[] xml;
        try {
            xml = Base64.getDecoder().decode(base64.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException malformed) {
            return new Verdict.Refused(Reason.MALFORMED, "the message is not base64");
        }
        return check(xml, occasion);
    }

    /// Judges the message itself.
    Verdict check(byte[] xml, Occasion occasion) {
        try {
            return new Verdict.Accepted(read(xml, occasion));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private AcceptedAssertion read(byte[] xml, Occasion occasion) throws Rejection {
        var document = HardenedXml.parse(xml);
        var response = MessageShape.requireResponse(document);
        var envelope = new ResponseEnvelope(response, rules);
        envelope.requireSuccess();
        var assertion = MessageShape.requireAssertion(response);

        SamlLibrary.start();
        var signatures = new SignatureCheck(
                occasion.signers(), rules.dexCompatible() ? SignatureAlgorithms.LIKE_DEX : SignatureAlgorithms.STRICT);
        var responseIsSigned = !rules.signatureSkipped() && signatures.verify(response);
        if (!assertion.localName().equals("Assertion")) {
            assertion = new AssertionDecryption(rules.decryptionKeys()).decrypt(assertion, responseIsSigned);
            MessageShape.requireStillResponse(document);
            MessageShape.requireAssertion(response);
        }
        var assertionIsSigned = !rules.signatureSkipped() && signatures.verify(assertion);
        if (!responseIsSigned && !assertionIsSigned && !rules.signatureSkipped()) {
            throw new Rejection(Reason.SIGNATURE_MISSING, "neither the response nor its assertion is signed");
        }

        envelope.requireAddressee(occasion.requestId());
        return new AssertionReading(rules, occasion).read(assertion);
    }
}
