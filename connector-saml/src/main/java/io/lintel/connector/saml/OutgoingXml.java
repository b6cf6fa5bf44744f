package io.lintel.connector.saml;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.ls.DOMImplementationLS;

/// An XML element that we write.
final class OutgoingXml {

    /// The vocabularies we write in.
    enum Vocabulary {
        PROTOCOL("samlp", "urn:oasis:names:tc:SAML:2.0:protocol"),
        ASSERTION("saml", "urn:oasis:names:tc:SAML:2.0:assertion"),
        METADATA("md", "urn:oasis:names:tc:SAML:2.0:metadata"),
        SIGNATURE("ds", "http://www.w3.org/2000/09/xmldsig#");

        private final String prefix;
        private final String uri;

        Vocabulary(String prefix, String uri) {
            this.prefix = prefix;
            this.uri = uri;
        }

        String uri() {
            return uri;
        }
    }

    private final Element element;

    private OutgoingXml(Element element) {
        this.element = element;
    }

    /// A document of its own.
    ///
    /// @param others what occurs in it besides its own vocabulary
    static OutgoingXml root(Vocabulary vocabulary, String name, Vocabulary... others) {
        var document = emptyDocument();
        var root = new OutgoingXml(document.createElementNS(vocabulary.uri, vocabulary.prefix + ":" + name));
        document.appendChild(root.element);
        root.declare(vocabulary);
        for (var other : others) {
            root.declare(other);
        }
        return root;
    }

    /// A new last child.
    OutgoingXml child(Vocabulary vocabulary, String name) {
        var child = element.getOwnerDocument().createElementNS(vocabulary.uri, vocabulary.prefix + ":" + name);
        element.appendChild(child);
        return new OutgoingXml(child);
    }

    /// Sets an attribute, unless there is no value.
    OutgoingXml attribute(String name, @Nullable String value) {
        if (value != null) {
            element.setAttributeNS(null, name, value);
        }
        return this;
    }

    OutgoingXml text(String text) {
        element.setTextContent(text);
        return this;
    }

    Element element() {
        return element;
    }

    /// The whole document, on one line and without a declaration.
    String write() {
        var serializer = implementation().createLSSerializer();
        serializer.getDomConfig().setParameter("xml-declaration", false);
        return serializer.writeToString(element.getOwnerDocument());
    }

    private void declare(Vocabulary vocabulary) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + vocabulary.prefix, vocabulary.uri);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DOMImplementationLS implementation() {
        return (DOMImplementationLS) emptyDocument().getImplementation().getFeature("LS", "3.0");
    }
}
