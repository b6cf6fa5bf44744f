package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;
import static io.lintel.connector.saml.SamlElement.ENCRYPTION;
import static io.lintel.connector.saml.SamlElement.PROTOCOL;
import static io.lintel.connector.saml.SamlElement.SIGNATURE;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// One response with one assertion in it, and nothing anywhere that could be taken for another.
///
/// Signature wrapping moves the signed original to where it does not count, and puts a forgery to where it does.
/// Here there is no such place: what is not read must not look like a message. An advice may hold assertions of
/// others (SAML Core, section 2.6.1), none of which is ever read.
final class MessageShape {

    private static final Set<String> MESSAGES = Set.of("Response", "Assertion", "EncryptedAssertion");
    private static final Set<String> IN_RESPONSE = Set.of("Issuer", "Status", "Extensions");
    private static final Set<String> ONCE_IN_ASSERTION = Set.of("Issuer", "Subject", "Conditions", "Advice");
    private static final Set<String> STATEMENTS =
            Set.of("Statement", "AuthnStatement", "AuthzDecisionStatement", "AttributeStatement");
    private static final String INCLUSION = "http://www.w3.org/2001/XInclude";

    private final SamlElement response;
    private final boolean decrypted;
    private final Set<String> ids = new HashSet<>();

    private MessageShape(SamlElement response, boolean decrypted) {
        this.response = response;
        this.decrypted = decrypted;
    }

    /// The response of a message as it came.
    static SamlElement requireResponse(Document document) throws Rejection {
        return requireResponse(document, false);
    }

    /// The same after its assertion was decrypted, which must not have brought what would have been refused
    /// before.
    static void requireStillResponse(Document document) throws Rejection {
        requireResponse(document, true);
    }

    private static SamlElement requireResponse(Document document, boolean decrypted) throws Rejection {
        var response = new SamlElement(document.getDocumentElement());
        if (!response.is(PROTOCOL, "Response")) {
            throw structure("the message is not a SAML 2.0 response");
        }
        if (!"2.0".equals(response.attribute("Version"))) {
            throw structure("the response is not of version 2.0");
        }
        new MessageShape(response, decrypted).walk(document);
        requireChildren(response);
        return response;
    }

    /// The one assertion of a response, plain or encrypted.
    static SamlElement requireAssertion(SamlElement response) throws Rejection {
        var assertions = assertions(response);
        if (assertions.size() != 1) {
            throw structure("the response has " + assertions.size() + " assertions instead of one");
        }
        var assertion = assertions.getFirst();
        if (assertion.is(ASSERTION, "Assertion")) {
            requireAssertionChildren(assertion);
        }
        return assertion;
    }

    private static List<SamlElement> assertions(SamlElement response) {
        return response.children().stream()
                .filter(child -> child.is(ASSERTION, "Assertion") || child.is(ASSERTION, "EncryptedAssertion"))
                .toList();
    }

    private static void requireChildren(SamlElement response) throws Rejection {
        var seen = new HashSet<String>();
        for (var child : response.children()) {
            var name = child.localName();
            var known = child.is(ASSERTION, name)
                    ? name.equals("Issuer") || MESSAGES.contains(name)
                    : child.is(PROTOCOL, name)
                            ? IN_RESPONSE.contains(name) && !name.equals("Issuer")
                            : child.is(SIGNATURE, "Signature");
            if (!known) {
                throw structure("the response has a child that SAML does not know");
            }
            if (!seen.add(name)) {
                throw structure("the response has more than one " + name);
            }
        }
    }

    private static void requireAssertionChildren(SamlElement assertion) throws Rejection {
        if (!"2.0".equals(assertion.attribute("Version"))) {
            throw structure("the assertion is not of version 2.0");
        }
        var id = assertion.attribute("ID");
        if (id == null || id.isEmpty()) {
            throw structure("the assertion has no ID");
        }
        var seen = new HashSet<String>();
        for (var child : assertion.children()) {
            var name = child.localName();
            var once = child.is(ASSERTION, name) ? ONCE_IN_ASSERTION.contains(name) : child.is(SIGNATURE, "Signature");
            if (!once && !(child.is(ASSERTION, name) && STATEMENTS.contains(name))) {
                throw structure("the assertion has a child that SAML does not know");
            }
            if (once && !seen.add(name)) {
                throw structure("the assertion has more than one " + name);
            }
        }
    }

    /// Visits every node without recursion.
    private void walk(Document document) throws Rejection {
        Node node = document.getFirstChild();
        var adviceDepth = 0;
        while (node != null) {
            if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                throw new Rejection(Reason.MALFORMED, "the message has a processing instruction");
            }
            if (node instanceof Element element) {
                visit(new SamlElement(element), adviceDepth > 0);
                if (isAdvice(element)) {
                    adviceDepth++;
                }
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (node != null) {
                if (node instanceof Element element && isAdvice(element)) {
                    adviceDepth--;
                }
                if (node.getNextSibling() != null) {
                    node = node.getNextSibling();
                    break;
                }
                node = node.getParentNode();
            }
        }
    }

    private void visit(SamlElement element, boolean inAdvice) throws Rejection {
        requireHarmlessAttributes(element);
        if (INCLUSION.equals(element.dom().getNamespaceURI())) {
            throw new Rejection(Reason.MALFORMED, "the message wants to include another document");
        }
        if (ENCRYPTION.equals(element.dom().getNamespaceURI()) && !mayBeEncrypted(element, inAdvice)) {
            throw new Rejection(Reason.DECRYPTION, "something other than the assertion is encrypted");
        }
        if (inAdvice) {
            return;
        }
        var parent = element.dom().getParentNode();
        if (MESSAGES.contains(element.localName()) && element.dom() != response.dom() && parent != response.dom()) {
            throw structure("there is a message or an assertion inside another element");
        }
        if (element.is(SIGNATURE, "Signature") && !isSignable(parent)) {
            throw structure("there is a signature that belongs neither to the response nor to its assertion");
        }
    }

    /// Whether a signature may be directly in it.
    private boolean isSignable(@Nullable Node parent) {
        return parent == response.dom()
                || (parent instanceof Element element
                        && new SamlElement(element).is(ASSERTION, "Assertion")
                        && element.getParentNode() == response.dom());
    }

    /// The advice of the response's own assertion.
    private boolean isAdvice(Element element) {
        return new SamlElement(element).is(ASSERTION, "Advice")
                && element.getParentNode() instanceof Element assertion
                && new SamlElement(assertion).is(ASSERTION, "Assertion")
                && assertion.getParentNode() == response.dom();
    }

    private boolean mayBeEncrypted(SamlElement element, boolean inAdvice) {
        if (decrypted) {
            return false;
        }
        for (var node = element.dom().getParentNode(); node instanceof Element ancestor; node = node.getParentNode()) {
            if (new SamlElement(ancestor).is(ASSERTION, "EncryptedAssertion")) {
                return inAdvice || ancestor.getParentNode() == response.dom();
            }
        }
        return inAdvice;
    }

    private void requireHarmlessAttributes(SamlElement element) throws Rejection {
        var attributes = element.dom().getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.item(i);
            var name = attribute.getLocalName();
            var namespace = attribute.getNamespaceURI();
            if (name.equalsIgnoreCase("id")
                    && (namespace == null || namespace.equals("http://www.w3.org/XML/1998/namespace"))
                    && !ids.add(attribute.getNodeValue())) {
                throw structure("two elements have the same ID");
            }
            if (SamlElement.SCHEMA_INSTANCE.equals(namespace) && name.endsWith("chemaLocation")) {
                throw new Rejection(Reason.MALFORMED, "the message wants to be read with a schema of its own");
            }
        }
    }

    private static Rejection structure(String detail) {
        return new Rejection(Reason.STRUCTURE, detail);
    }
}
