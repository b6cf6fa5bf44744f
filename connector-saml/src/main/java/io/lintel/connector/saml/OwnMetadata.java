package io.lintel.connector.saml;

import static io.lintel.connector.saml.OutgoingXml.Vocabulary.METADATA;
import static io.lintel.connector.saml.OutgoingXml.Vocabulary.PROTOCOL;
import static io.lintel.connector.saml.OutgoingXml.Vocabulary.SIGNATURE;

import io.lintel.connector.MetadataConnector.Metadata;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What we tell identity providers of ourselves (SAML Metadata, section 2.4.4).
///
/// @param signing certificates whose keys sign, or are about to sign, what we send
/// @param encryption certificates whose keys decrypt, the one to use first
/// @param singleLogout where logout messages go, or null if there is no such place
/// @param credential signs the document; null to leave it unsigned
record OwnMetadata(
        String entityId,
        String assertionConsumerService,
        NameIdFormat nameIdFormat,
        List<X509Certificate> signing,
        List<X509Certificate> encryption,
        @Nullable URI singleLogout,
        @Nullable Credential credential) {

    static final String MEDIA_TYPE = "application/samlmetadata+xml";

    /// What assertions may be encrypted with, the best first: content, then key transport.
    private static final List<String> METHODS = List.of(
            "http://www.w3.org/2009/xmlenc11#aes256-gcm",
            "http://www.w3.org/2009/xmlenc11#aes128-gcm",
            "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p");

    OwnMetadata {
        signing = List.copyOf(signing);
        encryption = List.copyOf(encryption);
    }

    Metadata write() {
        var entity = OutgoingXml.root(METADATA, "EntityDescriptor", SIGNATURE)
                .attribute("entityID", entityId)
                .attribute("ID", "metadata");
        var role = entity.child(METADATA, "SPSSODescriptor")
                .attribute("AuthnRequestsSigned", String.valueOf(!signing.isEmpty()))
                .attribute("protocolSupportEnumeration", PROTOCOL.uri());
        signing.forEach(certificate -> key(role, "signing", certificate));
        encryption.forEach(certificate -> {
            var key = key(role, "encryption", certificate);
            METHODS.forEach(method -> key.child(METADATA, "EncryptionMethod").attribute("Algorithm", method));
        });
        if (singleLogout != null) {
            for (var binding : Binding.values()) {
                role.child(METADATA, "SingleLogoutService")
                        .attribute("Binding", binding.urn())
                        .attribute("Location", singleLogout.toString());
            }
        }
        role.child(METADATA, "NameIDFormat").text(nameIdFormat.urn());
        role.child(METADATA, "AssertionConsumerService")
                .attribute("Binding", Binding.POST.urn())
                .attribute("Location", assertionConsumerService)
                .attribute("index", "0")
                .attribute("isDefault", "true");
        if (credential != null) {
            EnvelopedSignature.sign(entity.element(), role.element(), credential);
        }
        return new Metadata(MEDIA_TYPE, entity.write());
    }

    private static OutgoingXml key(OutgoingXml role, String use, X509Certificate certificate) {
        var key = role.child(METADATA, "KeyDescriptor").attribute("use", use);
        key.child(SIGNATURE, "KeyInfo")
                .child(SIGNATURE, "X509Data")
                .child(SIGNATURE, "X509Certificate")
                .text(base64(certificate));
        return key;
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
