package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.ASSERTION;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// The assertion in a decrypted text, read by the same parser as everything else.
///
/// The text was cut out of a document, so that it may use prefixes declared around its place there (XML
/// Encryption, section 4.2). It is parsed inside an element that declares the same.
final class DecryptedFragment {

    private static final String NAMESPACES = "http://www.w3.org/2000/xmlns/";

    private DecryptedFragment() {}

    /// The assertion, or null if the text is not one assertion and nothing else.
    static @Nullable Element find(byte[] plain, Element place) {
        try {
            var around = HardenedXml.parse(surround(plain, place)).getDocumentElement();
            return around.getChildNodes().getLength() == 1
                            && around.getFirstChild() instanceof Element assertion
                            && new SamlElement(assertion).is(ASSERTION, "Assertion")
                    ? assertion
                    : null;
        } catch (Rejection malformed) {
            return null;
        }
    }

    private static byte[] surround(byte[] plain, Element place) {
        var start = new StringBuilder("<fragment");
        declarations(place).forEach((name, uri) -> start.append(' ')
                .append(name)
                .append("=\"")
                .append(escape(uri))
                .append('"'));
        start.append('>');
        var out = new ByteArrayOutputStream(plain.length + start.length() + 16);
        out.writeBytes(start.toString().getBytes(UTF_8));
        out.writeBytes(plain);
        out.writeBytes("</fragment>".getBytes(UTF_8));
        return out.toByteArray();
    }

    private static Map<String, String> declarations(Element place) {
        var declarations = new LinkedHashMap<String, String>();
        for (Node node = place; node instanceof Element element; node = node.getParentNode()) {
            var attributes = element.getAttributes();
            for (var i = 0; i < attributes.getLength(); i++) {
                var attribute = attributes.item(i);
                if (NAMESPACES.equals(attribute.getNamespaceURI())) {
                    declarations.putIfAbsent(attribute.getNodeName(), attribute.getNodeValue());
                }
            }
        }
        return declarations;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;")
                .replace("\t", "&#9;")
                .replace("\r", "&#13;");
    }
}
