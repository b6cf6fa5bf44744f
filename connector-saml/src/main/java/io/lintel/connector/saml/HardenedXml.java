package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The one parser of what strangers send.
///
/// UTF-8 and XML 1.0 alone; no document type, so no entities; nothing is fetched. Comments are dropped and CDATA
/// becomes text while parsing, so that no value is ever in more than one piece.
final class HardenedXml {

    /// The largest message, in bytes.
    static final int MOST_BYTES = 512 * 1024;

    private static final int MOST_DEPTH = 64;
    private static final int MOST_ATTRIBUTES = 200;

    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s([^>]*)\\?>");
    private static final Pattern VERSION = Pattern.compile("version\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private HardenedXml() {}

    static Document parse(byte[] xml) throws Rejection {
        if (xml.length > MOST_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, "the message has more than 512 KiB");
        }
        var text = decode(xml);
        requireUtf8AndXml10(text);
        // The parser drops comments, and would not tell of one behind the root.
        if (text.stripTrailing().endsWith("-->")) {
            throw new Rejection(Reason.MALFORMED, "something follows the root element");
        }
        return parse(text);
    }

    private static String decode(byte[] xml) throws Rejection {
        try {
            var text = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new Rejection(Reason.MALFORMED, "the message is not UTF-8");
        }
    }

    private static void requireUtf8AndXml10(String text) throws Rejection {
        var declaration = DECLARATION.matcher(text);
        if (!declaration.find()) {
            return;
        }
        if (!"1.0".equals(find(VERSION, declaration.group(1)))) {
            throw new Rejection(Reason.MALFORMED, "the message is not XML 1.0");
        }
        var encoding = find(ENCODING, declaration.group(1));
        if (encoding != null && !encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            throw new Rejection(Reason.MALFORMED, "the message declares another encoding than UTF-8");
        }
    }

    private static @Nullable String find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static Document parse(String text) throws Rejection {
        try {
            return builder().parse(new InputSource(new StringReader(text)));
        } catch (SAXParseException malformed) {
            throw rejection(text, malformed);
        } catch (SAXException malformed) {
            throw new Rejection(Reason.MALFORMED, "the message is not well-formed XML");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Rejection rejection(String text, SAXParseException malformed) {
        // What the JDK says of a limit begins with such a code in every language.
        if (String.valueOf(malformed.getMessage()).startsWith("JAXP0001")) {
            return new Rejection(
                    Reason.TOO_LARGE,
                    "the message has elements nested more than " + MOST_DEPTH + " deep, or with more than "
                            + MOST_ATTRIBUTES + " attributes");
        }
        return text.contains("<!DOCTYPE")
                ? new Rejection(Reason.DTD, "the message has a document type")
                : new Rejection(Reason.MALFORMED, "the message is not well-formed XML");
    }

    private static DocumentBuilder builder() {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", MOST_DEPTH);
            factory.setAttribute("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silence());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java's XML parser cannot be hardened", e);
        }
    }

    /// Without one, the parser prints errors.
    private static final class Silence implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {
            // Nothing of it matters here.
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
