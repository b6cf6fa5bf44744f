package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// The libraries below: which versions, how strict, how silent.
@Tag("SEC-K11")
final class LibrariesTest {

    /// What a stranger's XML passes through, and what OpenSAML 4.0.1 would bring along or replace.
    @Test
    void versionsAreTheseAndNothingElseCameAlong() {
        var jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName())
                .filter(name -> name.endsWith(".jar"))
                .toList();

        assertThat(jars)
                .contains(
                        "xmlsec-4.0.4.jar",
                        "guava-33.8.0-jre.jar",
                        "commons-codec-1.21.0.jar",
                        "java-support-8.0.0.jar",
                        "opensaml-saml-impl-4.0.1.jar");
        assertThat(named(
                        jars,
                        "xerces",
                        "xalan",
                        "woodstox",
                        "stax",
                        "jaxb",
                        "bcprov",
                        "bcpkix",
                        "cryptacular",
                        "velocity",
                        "spring",
                        "httpclient",
                        "httpcore",
                        "commons-logging",
                        "commons-collections",
                        "commons-lang",
                        "log4j",
                        "joda"))
                .isEmpty();
        assertThat(named(jars, "opensaml-"))
                .allSatisfy(name -> assertThat(name).endsWith("-4.0.1.jar"))
                .hasSize(9);
    }

    /// More than 30 references is what secure validation refuses and nothing else does.
    @Test
    void secureValidationIsOn() throws Rejection, XMLSecurityException {
        SamlLibrary.start();
        var template = Message.signature("#_assertion");
        var start = template.indexOf("<ds:Reference");
        var end = template.indexOf("</ds:SignedInfo>");
        var many = template.substring(0, start) + template.substring(start, end).repeat(31) + template.substring(end);
        Element few = HardenedXml.parse(template.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getDocumentElement();
        Element tooMany = HardenedXml.parse(many.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getDocumentElement();

        assertThat(signature(few)).isNotNull();
        assertThatExceptionOfType(XMLSecurityException.class).isThrownBy(() -> signature(tooMany));
        Judge.refused(
                Reason.MALFORMED,
                new Message(Message.honest().before("<saml:Subject>", many).text()));
    }

    private static XMLSignature signature(Element element) throws XMLSecurityException {
        // As OpenSAML does.
        return new XMLSignature(element, "");
    }

    /// It would log the digests of what somebody said of somebody.
    @Test
    void signatureThatDoesNotVerifyIsNotLoggedBelow() {
        var records = new java.util.ArrayList<LogRecord>();
        var listening = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        root.addHandler(listening);
        try {
            Judge.refused(
                    Reason.SIGNATURE_INVALID, Message.honest().signAssertion().with("alice", "mallory"));
        } finally {
            root.removeHandler(listening);
        }

        assertThat(records).isEmpty();
    }

    private static List<String> named(List<String> jars, String... parts) {
        return Stream.of(parts)
                .flatMap(part -> jars.stream().filter(name -> name.contains(part)))
                .toList();
    }
}
