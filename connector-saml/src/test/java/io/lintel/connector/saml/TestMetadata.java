package io.lintel.connector.saml;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What an identity provider publishes of itself.
final class TestMetadata {

    private TestMetadata() {}

    /// @param signing the keys it signs with
    static String of(TestKey... signing) {
        var keys = Arrays.stream(signing)
                .map(key -> """
                        <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s\
                        </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""".formatted(key.certificateBase64()))
                .collect(Collectors.joining());
        return """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="_metadata" \
            entityID="https://idp.example.org/metadata"><md:IDPSSODescriptor \
            protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s<md:SingleLogoutService \
            Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.org/slo" \
            ResponseLocation="https://idp.example.org/slo/answers"/><md:SingleSignOnService \
            Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.org/post"/>\
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" \
            Location="https://idp.example.org/redirect"/></md:IDPSSODescriptor></md:EntityDescriptor>""".formatted(keys);
    }

    /// The same document, signed as a whole.
    static String signed(String metadata, TestKey key) {
        var marked =
                metadata.replaceFirst("<md:IDPSSODescriptor", Message.signature("#_metadata") + "<md:IDPSSODescriptor");
        return XmlSec.sign(marked, Message.RESPONSE_SIGNATURE, key);
    }
}
