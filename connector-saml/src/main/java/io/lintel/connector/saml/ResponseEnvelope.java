package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;
import static io.lintel.connector.saml.SamlElement.PROTOCOL;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a response says around its assertion.
///
/// Where only the assertion is signed anybody may have written this. Nothing is taken from it; it can only be a
/// reason to refuse.
final class ResponseEnvelope {

    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    private static final Pattern STATUS_WORD = Pattern.compile("[A-Za-z]{1,40}");

    private final SamlElement response;
    private final ResponseRules rules;

    ResponseEnvelope(SamlElement response, ResponseRules rules) {
        this.response = response;
        this.rules = rules;
    }

    /// A response that tells of a failure has no assertion, so this comes before anything that wants one.
    void requireSuccess() throws Rejection {
        var code = response.child(PROTOCOL, "Status").flatMap(status -> status.children(PROTOCOL, "StatusCode").stream()
                .findFirst());
        if (code.isEmpty()) {
            throw new Rejection(Reason.STATUS, "the response has no status");
        }
        if (!(STATUS + "Success").equals(code.get().attribute("Value"))) {
            throw new Rejection(
                    Reason.STATUS,
                    "the identity provider refused: " + word(code.get())
                            + code.get().children(PROTOCOL, "StatusCode").stream()
                                    .findFirst()
                                    .map(second -> ", " + word(second))
                                    .orElse(""));
        }
    }

    private static String word(SamlElement code) {
        var value = Optional.ofNullable(code.attribute("Value")).orElse("");
        var word = value.startsWith(STATUS) ? value.substring(STATUS.length()) : "";
        return STATUS_WORD.matcher(word).matches() ? word : "a status that SAML does not know";
    }

    void requireAddressee(@Nullable String requestId) throws Rejection {
        var issuer = response.child(ASSERTION, "Issuer");
        if (issuer.isPresent()) {
            requireIssuer(issuer.get(), rules);
        }
        var destination = response.attribute("Destination");
        if (destination != null && !destination.isEmpty() && !destination.equals(rules.assertionConsumerService())) {
            throw new Rejection(Reason.DESTINATION, "the response is not for " + rules.assertionConsumerService());
        }
        requireAnswer(response, requestId, rules);
    }

    static void requireIssuer(SamlElement issuer, ResponseRules rules) throws Rejection {
        var format = issuer.attribute("Format");
        if (format != null && !format.equals(ENTITY)) {
            throw new Rejection(Reason.ISSUER, "the issuer is not named as an entity");
        }
        var name = issuer.text();
        if (name.isEmpty() || (rules.issuer() != null && !rules.issuer().equals(name))) {
            throw new Rejection(
                    Reason.ISSUER, "the issuer is not " + (rules.issuer() == null ? "named" : rules.issuer()));
        }
    }

    /// Requires that a message or a confirmation answers the request, or nothing if there was none.
    static void requireAnswer(SamlElement answer, @Nullable String requestId, ResponseRules rules) throws Rejection {
        var inResponseTo = answer.attribute("InResponseTo");
        if (requestId == null && !rules.unsolicited()) {
            throw new Rejection(Reason.IN_RESPONSE_TO, "nobody asked, and unsolicited responses are not accepted");
        }
        if (requestId == null ? inResponseTo != null : !requestId.equals(inResponseTo)) {
            throw new Rejection(
                    Reason.IN_RESPONSE_TO,
                    answer.localName()
                            + (requestId == null
                                    ? " answers a request, and there was none"
                                    : " does not answer the request that was made"));
        }
    }
}
