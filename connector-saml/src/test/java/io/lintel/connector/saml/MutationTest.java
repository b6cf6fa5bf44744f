package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Message.honest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Whatever is done to a signed message: it is refused, or it still says the same.
///
/// The changes know the structure of a message: elements are moved, copied, swapped, renamed, emptied, wrapped
/// and pulled in from a message about Mallory, several at a time. The seeds are fixed, so that a finding repeats.
@Tag("SEC-O4")
@Tag("SEC-K12")
final class MutationTest {

    private static final int ROUNDS = 500;

    static Stream<Named<Message>> messages() {
        var rules = honest();
        return Stream.of(
                Named.of("signed assertion", rules.signAssertion()),
                Named.of("signed response", rules.signResponse()),
                Named.of("both signed", rules.signAssertion().signResponse()),
                Named.of("signed assertion, encrypted", rules.signAssertion().encryptAssertion()),
                Named.of(
                        "encrypted assertion in a signed response",
                        rules.encryptAssertion().signResponse()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsAcceptedIsUnchanged(Message message) throws Rejection, TransformerException {
        var withKeys = Rules.withKeys(RULES, TestKey.OURS);
        var expected = Judge.accepted(withKeys, message);
        var check = new ResponseCheck(withKeys);
        var occasion = Judge.occasion(Judge.REQUEST, Judge.NOON);
        var random = new Random(475445);
        var accepted = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var mutated = mutate(message, random);

            if (check.check(mutated.getBytes(UTF_8), occasion) instanceof Verdict.Accepted(var assertion)) {
                accepted++;
                assertThat(assertion).as(mutated).isEqualTo(expected);
            }
        }
        // Some changes do not matter; if none was accepted, the mutation itself would be broken.
        assertThat(accepted).isBetween(1, ROUNDS / 2);
    }

    private static String mutate(Message message, Random random) throws Rejection, TransformerException {
        var document = HardenedXml.parse(message.bytes());
        var forged = HardenedXml.parse(
                honest().with("alice", "mallory").with("_assertion", "_forged").bytes());
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
            try {
                change(document, forged, random);
            } catch (DOMException impossible) {
                // A node cannot go into itself; the next change may.
            }
        }
        var out = new StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return touchText(out.toString(), random);
    }

    private static void change(Document document, Document forged, Random random) {
        var one = pick(elements(document), random);
        var other = pick(elements(document), random);
        var foreign = (Element) document.importNode(pick(elements(forged), random), true);
        switch (random.nextInt(14)) {
            case 0 -> remove(one);
            case 1 -> other.appendChild(one);
            case 2 -> insertBefore(one, other);
            case 3 -> insertBefore(one.cloneNode(true), other);
            case 4 -> insertBefore(foreign, one);
            case 5 -> one.appendChild(foreign);
            case 6 -> replace(one, foreign);
            case 7 -> wrap(document, one, foreign);
            case 8 -> changeAttribute(one, other, random);
            case 9 -> one.setTextContent(other.getTextContent());
            case 10 -> document.renameNode(one, other.getNamespaceURI(), one.getNodeName());
            case 11 -> document.renameNode(one, one.getNamespaceURI(), other.getNodeName());
            case 12 -> one.appendChild(document.createComment("a comment"));
            default -> one.insertBefore(document.createComment(" "), one.getFirstChild());
        }
    }

    private static void changeAttribute(Element one, Element other, Random random) {
        var attributes = one.getAttributes();
        if (attributes.getLength() == 0) {
            one.setAttribute("ID", "_assertion");
            return;
        }
        var attribute = attributes.item(random.nextInt(attributes.getLength()));
        switch (random.nextInt(4)) {
            case 0 -> one.removeAttributeNode((org.w3c.dom.Attr) attribute);
            case 1 -> attribute.setNodeValue(attribute.getNodeValue() + "x");
            case 2 -> other.setAttribute(attribute.getNodeName(), attribute.getNodeValue());
            default ->
                attribute.setNodeValue(
                        other.hasAttribute("ID") ? "#" + other.getAttribute("ID") : other.getTextContent());
        }
    }

    /// What a DOM cannot do.
    private static String touchText(String xml, Random random) {
        var at = random.nextInt(xml.length());
        return switch (random.nextInt(12)) {
            case 0 -> xml.substring(0, at) + (char) (' ' + random.nextInt(90)) + xml.substring(at + 1);
            case 1 -> xml.substring(0, at);
            case 2 -> xml.replaceFirst(">alice<", "><![CDATA[ali]]>ce<");
            case 3 -> xml.replaceFirst(">alice<", ">ali<!---->ce<");
            case 4 -> xml.replaceFirst(">alice<", ">m<?alice?>allory<");
            case 5 -> xml.replaceFirst("readers", "&#114;eaders");
            default -> xml;
        };
    }

    private static void remove(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            parent.removeChild(element);
        }
    }

    private static void insertBefore(Node node, Element mark) {
        if (mark.getParentNode() instanceof Element parent) {
            parent.insertBefore(node, mark);
        }
    }

    private static void replace(Element element, Element replacement) {
        if (element.getParentNode() instanceof Element parent) {
            parent.replaceChild(replacement, element);
        }
    }

    private static void wrap(Document document, Element element, Element wrapper) {
        if (element.getParentNode() != document) {
            replace(element, wrapper);
            wrapper.appendChild(element);
        }
    }

    private static Element pick(List<Element> elements, Random random) {
        return elements.get(random.nextInt(elements.size()));
    }

    private static List<Element> elements(Document document) {
        var nodes = document.getElementsByTagNameNS("*", "*");
        var elements = new ArrayList<Element>();
        for (var i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
