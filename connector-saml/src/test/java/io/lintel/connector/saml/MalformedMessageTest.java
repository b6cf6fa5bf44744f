package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.NOON;
import static io.lintel.connector.saml.Judge.REQUEST;
import static io.lintel.connector.saml.Judge.RULES;
import static io.lintel.connector.saml.Judge.refused;
import static io.lintel.connector.saml.Message.honest;
import static io.lintel.connector.saml.Reason.DTD;
import static io.lintel.connector.saml.Reason.MALFORMED;
import static io.lintel.connector.saml.Reason.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is not a plain XML document is refused by the parser, before anything of it is looked at.
@Tag("SEC-K1")
@Tag("SEC-K12")
final class MalformedMessageTest {

    /// A row; the message need not be text.
    static final class Bytes {
        private final String story;
        private final Reason reason;
        private final byte[] message;

        Bytes(String story, Reason reason, byte[] message) {
            this.story = story;
            this.reason = reason;
            this.message = message;
        }

        @Override
        public String toString() {
            return story;
        }
    }

    static Stream<Bytes> messages() {
        var signed = honest().signAssertion().text();
        var bare = signed.replaceFirst("<\\?xml[^>]*>\\s*", "");
        return Stream.of(
                bytes("nothing", MALFORMED, ""),
                bytes("blank", MALFORMED, " \n"),
                bytes("not XML", MALFORMED, "SAMLResponse"),
                bytes("cut off", MALFORMED, bare.substring(0, bare.length() / 2)),
                bytes("a second root", MALFORMED, bare + "<more/>"),
                bytes("the message twice", MALFORMED, bare + bare),
                bytes("text behind the root", MALFORMED, bare + "more"),
                bytes("a comment behind the root", MALFORMED, bare + "<!-- more -->\n"),
                bytes("text before the root", MALFORMED, "more" + bare),
                bytes("a processing instruction behind the root", MALFORMED, bare + "<?more?>"),
                bytes("a processing instruction before the root", MALFORMED, "<?more?>" + bare),
                bytes("a processing instruction in a value", MALFORMED, bare.replace("alice<", "alice<?x?><")),
                bytes("a style sheet", MALFORMED, "<?xml-stylesheet href=\"x.xsl\" type=\"text/xsl\"?>" + bare),
                bytes("a NUL by reference", MALFORMED, bare.replace("alice", "alice&#0;")),
                bytes("an undeclared entity", MALFORMED, bare.replace("alice", "&alice;")),
                bytes("an undeclared prefix", MALFORMED, bare.replace("<saml:NameID", "<x:y/><saml:NameID")),
                bytes("an attribute twice", MALFORMED, bare.replace(" Version=", " Version=\"2.0\" Version=")),
                bytes("XML 1.1, which has other white space", MALFORMED, "<?xml version=\"1.1\"?>" + bare),
                bytes("declared as ISO-8859-1", MALFORMED, declared("ISO-8859-1") + bare),
                bytes("declared as UTF-7, whose markup filters do not see", MALFORMED, declared("UTF-7") + bare),
                bytes("declared as UTF-16 and not so encoded", MALFORMED, declared("UTF-16") + bare),
                new Bytes("UTF-16", MALFORMED, bare.getBytes(UTF_16)),
                new Bytes("UTF-16 without a mark", MALFORMED, bare.getBytes(UTF_16LE)),
                new Bytes(
                        "a byte that is not UTF-8",
                        MALFORMED,
                        bare.replace("Alice", "Al\u00edce").getBytes(ISO_8859_1)),
                new Bytes("an overlong encoding of <", MALFORMED, overlong(bare)),
                bytes("a document type", DTD, "<!DOCTYPE samlp:Response>" + bare),
                bytes(
                        "an internal subset",
                        DTD,
                        "<!DOCTYPE r [<!ENTITY a \"mallory\">]>" + bare.replace("alice", "&a;")),
                bytes(
                        "an external entity (CWE-611)",
                        DTD,
                        "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + bare.replace("alice", "&a;")),
                bytes(
                        "a parameter entity",
                        DTD,
                        "<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>" + bare),
                bytes("a billion laughs (CWE-776)", DTD, laughs() + bare.replace("alice", "&l9;")),
                bytes(
                        "a default attribute from a document type",
                        DTD,
                        "<!DOCTYPE r [<!ATTLIST samlp:Response Destination CDATA \"x\">]>" + bare),
                bytes(
                        "an XInclude",
                        MALFORMED,
                        bare.replace(
                                "alice<",
                                "alice<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/><")),
                bytes(
                        "a schema of its own",
                        MALFORMED,
                        bare.replace(
                                "<samlp:Response ",
                                "<samlp:Response xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"a b\" ")),
                bytes("65 elements deep", TOO_LARGE, "<a>".repeat(65) + "</a>".repeat(65)),
                bytes("100,000 elements deep", TOO_LARGE, "<a>".repeat(100_000)),
                bytes("201 attributes", TOO_LARGE, "<a" + attributes(201) + "/>"),
                bytes("more than 512 KiB", TOO_LARGE, bare + " ".repeat(512 * 1024)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isRefused(Bytes row) {
        refused(row.reason, Judge.verdict(RULES, row.message));
    }

    @Test
    void limitsThemselvesAreAllowed() {
        refused(Reason.STRUCTURE, Judge.verdict(RULES, ("<a>".repeat(64) + "</a>".repeat(64)).getBytes(UTF_8)));
        refused(Reason.STRUCTURE, Judge.verdict(RULES, ("<a" + attributes(200) + "/>").getBytes(UTF_8)));
        var message = honest().signAssertion().text();
        Judge.accepted(new Message(message + " ".repeat(512 * 1024 - message.getBytes(UTF_8).length)));
    }

    @Test
    void formFieldThatIsNotBase64IsRefused() {
        for (var field : new String[] {"", "<samlp:Response/>", "====", "PHg-", "PHg_PC94Pg", "PHg+PC94Pg=A"}) {
            refused(MALFORMED, new ResponseCheck(RULES).check(field, Judge.occasion(REQUEST, NOON)));
        }
    }

    @Test
    void formFieldThatIsTooLargeIsRefusedBeforeItIsDecoded() {
        refused(TOO_LARGE, new ResponseCheck(RULES).check("-".repeat(800_000), Judge.occasion(REQUEST, NOON)));
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            var url = "http://127.0.0.1:" + listener.socket().getLocalPort() + "/";
            var bare = honest().text();

            for (var hostile : new String[] {
                "<!DOCTYPE r SYSTEM \"" + url + "\">" + bare,
                "<!DOCTYPE r [<!ENTITY a SYSTEM \"" + url + "\">]>" + bare.replace("alice", "&a;"),
                "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>" + bare,
                bare.replace(
                        "alice<",
                        "alice<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"" + url + "\"/><"),
                bare.replace(
                        "<samlp:Response ",
                        "<samlp:Response xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " i:schemaLocation=\"urn:oasis:names:tc:SAML:2.0:protocol " + url + "\" ")
            }) {
                Judge.verdict(RULES, hostile.getBytes(UTF_8));
            }
            // Of a reference to elsewhere as well, and where keys are said to be found.
            var signed = honest().signAssertion();
            Judge.verdict(
                    RULES,
                    signed.with("URI=\"#_assertion\"", "URI=\"" + url + "\"").bytes());
            Judge.verdict(
                    RULES,
                    signed.edit(xml -> xml.replaceFirst(
                                    "<ds:X509Data>.*?</ds:X509Data>", "<ds:RetrievalMethod URI=\"" + url + "\"/>"))
                            .bytes());

            assertThat(listener.accept()).isNull();
        }
    }

    private static Bytes bytes(String story, Reason reason, String message) {
        return new Bytes(story, reason, message.getBytes(UTF_8));
    }

    private static String declared(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>";
    }

    private static byte[] overlong(String bare) {
        return bare.replace("alice", "\u00c0\u00bc").getBytes(ISO_8859_1);
    }

    private static String attributes(int count) {
        var attributes = new StringBuilder();
        for (var i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return attributes.toString();
    }

    private static String laughs() {
        var subset = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 10; i++) {
            subset.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return subset.append("]>").toString();
    }
}
