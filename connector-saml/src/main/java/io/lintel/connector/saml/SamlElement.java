package io.lintel.connector.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// An element, read strictly: by exact names, only from what is directly in it.
record SamlElement(Element dom) {

    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";
    static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private static final int LAST_YEAR = 9999;

    String localName() {
        return dom.getLocalName();
    }

    boolean is(String namespace, String localName) {
        return namespace.equals(dom.getNamespaceURI()) && localName.equals(dom.getLocalName());
    }

    /// The value of an attribute without a namespace, or null if there is none. An empty value is one.
    @Nullable
    String attribute(String name) {
        var attribute = dom.getAttributeNodeNS(null, name);
        return attribute == null ? null : attribute.getValue();
    }

    /// A time (SAML Core, section 1.3.3), or null if there is no such attribute.
    @Nullable
    Instant time(String name) throws Rejection {
        var text = attribute(name);
        if (text == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException malformed) {
            // Said below.
        }
        throw new Rejection(Reason.MALFORMED, name + " of " + localName() + " is not a time in UTC");
    }

    List<SamlElement> children() {
        var children = new ArrayList<SamlElement>();
        for (var node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(new SamlElement(element));
            }
        }
        return children;
    }

    List<SamlElement> children(String namespace, String localName) {
        return children().stream()
                .filter(child -> child.is(namespace, localName))
                .toList();
    }

    /// The only child of that name.
    ///
    /// @throws Rejection if there are several
    Optional<SamlElement> child(String namespace, String localName) throws Rejection {
        var children = children(namespace, localName);
        if (children.size() > 1) {
            throw new Rejection(Reason.STRUCTURE, "there is more than one " + localName + " in " + localName());
        }
        return children.stream().findFirst();
    }

    boolean hasOnlyText() {
        for (var node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() != Node.TEXT_NODE) {
                return false;
            }
        }
        return true;
    }

    /// The whole text, not stripped.
    ///
    /// @throws Rejection if there is anything but text
    String text() throws Rejection {
        if (!hasOnlyText()) {
            throw new Rejection(Reason.STRUCTURE, localName() + " has more in it than text");
        }
        return dom.getTextContent();
    }
}
