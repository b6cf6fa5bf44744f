package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Message.honest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The eight families of XML signature wrapping (Somorovsky and others, "On Breaking SAML: Be Whoever You Want to
/// Be", USENIX Security 2012; numbered as penetration testers do). In each the provider's signature over what it
/// said of Alice is intact, and a forgery about Mallory stands where a careless reader looks.
@Tag("SEC-K2")
@Tag("SEC-K3")
@Tag("SEC-K5")
final class SignatureWrappingTest {

    private static final Pattern SIGNATURE = Pattern.compile("<ds:Signature .*?</ds:Signature>", Pattern.DOTALL);
    private static final Pattern RESPONSE = Pattern.compile("<samlp:Response .*</samlp:Response>", Pattern.DOTALL);

    record Wrapping(String story, Message message) {
        @Override
        public String toString() {
            return story;
        }
    }

    static Stream<Wrapping> families() {
        var response = honest().signResponse().text();
        var assertion = honest().signAssertion().text();
        return Stream.of(
                of(
                        "XSW1: the signed response inside the signature of a forged one",
                        response,
                        xml -> forgedResponse(
                                xml, signature(xml).replace("</ds:Signature>", original(xml) + "</ds:Signature>"))),
                of(
                        "XSW2: the signed response before the signature of a forged one",
                        response,
                        xml -> forgedResponse(xml, original(xml) + signature(xml))),
                of(
                        "XSW3: a forged assertion before the signed one",
                        assertion,
                        xml -> insertBefore(xml, "<saml:Assertion ", forgedAssertion(xml))),
                of(
                        "XSW4: the signed assertion inside a forged one",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                forgedAssertion(xml).replace("</saml:Assertion>", signed(xml) + "</saml:Assertion>"))),
                of(
                        "XSW5: the signature in the forged assertion, the signed one at the end",
                        assertion,
                        xml -> replaceAssertion(
                                xml, withSignature(forgedAssertion(xml), signature(xml)) + bareAssertion(xml))),
                of(
                        "XSW6: the signed assertion inside the signature of a forged one",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                withSignature(
                                        forgedAssertion(xml),
                                        signature(xml)
                                                .replace("</ds:Signature>", bareAssertion(xml) + "</ds:Signature>")))),
                of(
                        "XSW7: a forged assertion in extensions",
                        assertion,
                        xml -> insertBefore(
                                xml,
                                "<samlp:Status>",
                                "<samlp:Extensions>" + forgedAssertion(xml) + "</samlp:Extensions>")),
                of(
                        "XSW8: the signed assertion in an object of the forged one's signature",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                withSignature(
                                        forgedAssertion(xml),
                                        signature(xml)
                                                .replace(
                                                        "</ds:Signature>",
                                                        "<ds:Object>" + bareAssertion(xml)
                                                                + "</ds:Object></ds:Signature>")))),
                of(
                        "the signed assertion in the advice of a forged one",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                insertBefore(
                                        forgedAssertion(xml),
                                        "<saml:AuthnStatement",
                                        "<saml:Advice>" + signed(xml) + "</saml:Advice>"))),
                of(
                        "the signed assertion in the advice of a forged one with its signature",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                withSignature(
                                        insertBefore(
                                                forgedAssertion(xml),
                                                "<saml:AuthnStatement",
                                                "<saml:Advice>" + bareAssertion(xml) + "</saml:Advice>"),
                                        signature(xml)))),
                of(
                        "the forged assertion with the ID of the signed one in an advice",
                        assertion,
                        xml -> replaceAssertion(
                                xml,
                                withSignature(
                                        insertBefore(
                                                forgedAssertion(xml).replace("_forged", "_assertion"),
                                                "<saml:AuthnStatement",
                                                "<saml:Advice>" + bareAssertion(xml) + "</saml:Advice>"),
                                        signature(xml)))),
                of(
                        "the signed assertion in an element of nobody's",
                        assertion,
                        xml -> insertBefore(
                                replaceAssertion(xml, forgedAssertion(xml)),
                                "<samlp:Status>",
                                "<samlp:Extensions><x>" + signed(xml) + "</x></samlp:Extensions>")),
                of(
                        "the signature of the assertion moved into the response",
                        assertion,
                        xml -> insertBefore(
                                replaceAssertion(xml, forgedAssertion(xml)), "<samlp:Status>", signature(xml))),
                of(
                        "the signed response in extensions of a forged one",
                        response,
                        xml -> forgedResponse(
                                xml, signature(xml) + "<samlp:Extensions>" + original(xml) + "</samlp:Extensions>")));
    }

    @ParameterizedTest
    @MethodSource("families")
    void isRefused(Wrapping wrapping) {
        assertThat(Judge.verdict(RULES, wrapping.message().bytes()))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.reason())
                        .as(refused.detail())
                        .isIn(Reason.STRUCTURE, Reason.SIGNATURE_INVALID, Reason.SIGNATURE_MISSING));
    }

    private static Wrapping of(String story, String signed, UnaryOperator<String> wrapping) {
        var wrapped = wrapping.apply(signed);
        assertThat(wrapped).as(story).contains("mallory").contains("<ds:SignatureValue>");
        return new Wrapping(story, new Message(wrapped));
    }

    private static String signature(String xml) {
        return find(SIGNATURE, xml);
    }

    private static String signed(String xml) {
        return new Message(xml).assertion();
    }

    private static String bareAssertion(String xml) {
        return signed(xml).replace(signature(xml), "");
    }

    private static String forgedAssertion(String xml) {
        return bareAssertion(xml).replace("_assertion", "_forged").replace("alice", "mallory");
    }

    private static String replaceAssertion(String xml, String replacement) {
        return xml.replace(signed(xml), replacement);
    }

    private static String withSignature(String assertion, String signature) {
        return insertBefore(assertion, "<saml:Subject>", signature);
    }

    /// The signed response as it was before it was signed.
    private static String original(String xml) {
        return find(RESPONSE, xml).replace(signature(xml), "");
    }

    private static String forgedResponse(String xml, String signature) {
        var forged = original(xml)
                .replace("_response", "_forgedresponse")
                .replace("_assertion", "_forged")
                .replace("alice", "mallory");
        return insertBefore(forged, "<samlp:Status>", signature);
    }

    private static String insertBefore(String xml, String mark, String addition) {
        return new Message(xml).before(mark, addition).xml();
    }

    private static String find(Pattern pattern, String xml) {
        var matcher = pattern.matcher(xml);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }
}
