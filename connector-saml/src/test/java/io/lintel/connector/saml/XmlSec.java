package io.lintel.connector.saml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program xmlsec1, which signs and encrypts what the tests send. It shares no code with what is tested.
final class XmlSec {

    private static final List<String> IDS = List.of(
            "--id-attr:ID", SamlElement.ASSERTION + ":Assertion",
            "--id-attr:ID", SamlElement.PROTOCOL + ":Response",
            "--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor");

    private XmlSec() {}

    /// Fills in the signature template that an XPath expression selects.
    static String sign(String xml, String template, TestKey key) {
        return sign(xml, template, "--privkey-pem", key.keyFile() + "," + key.certificateFile());
    }

    /// @param keyOptions which key
    static String sign(String xml, String template, String... keyOptions) {
        var command = new ArrayList<>(List.of("xmlsec1", "--sign", "--node-xpath", template));
        command.addAll(List.of(keyOptions));
        command.addAll(IDS);
        command.add(input(xml));
        return Tool.run(command);
    }

    /// Replaces the element that an XPath expression selects by the filled template of an encrypted one.
    static String encrypt(String xml, String element, String template, String sessionKey, TestKey key) {
        return Tool.run(List.of(
                "xmlsec1",
                "--encrypt",
                "--pubkey-cert-pem",
                key.certificateFile().toString(),
                "--session-key",
                sessionKey,
                "--xml-data",
                input(xml),
                "--node-xpath",
                element,
                Tool.write("template.xml", template).toString()));
    }

    /// The filled template, with a text that need not be XML in it.
    static String encryptText(String text, String template, String sessionKey, TestKey key) {
        return Tool.run(List.of(
                "xmlsec1",
                "--encrypt",
                "--pubkey-cert-pem",
                key.certificateFile().toString(),
                "--session-key",
                sessionKey,
                "--binary-data",
                input(text),
                Tool.write("template.xml", template).toString()));
    }

    private static String input(String xml) {
        Path file = Tool.write("input.xml", xml);
        return file.toString();
    }
}
