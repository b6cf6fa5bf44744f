package io.lintel.connector.saml;

import static io.lintel.connector.saml.SamlElement.SIGNATURE;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/// Checks that a signature covers the whole of the element it is in, and was made with a trusted key.
///
/// Before any cryptography, in this order: the algorithms, then what is signed. A signature that verifies and
/// covers something else is what signature wrapping is made of. Keys and certificates in the message are never
/// looked at.
final class SignatureCheck {

    private final List<X509Certificate> signers;
    private final SignatureAlgorithms algorithms;
    private final SAMLSignatureProfileValidator profile = new SAMLSignatureProfileValidator();

    SignatureCheck(List<X509Certificate> signers) {
        this(signers, SignatureAlgorithms.STRICT);
    }

    SignatureCheck(List<X509Certificate> signers, SignatureAlgorithms algorithms) {
        this.signers = signers;
        this.algorithms = algorithms;
    }

    /// Verifies the signature of a response or an assertion, if it has one.
    ///
    /// @return whether it has one; if so it is valid
    boolean verify(SamlElement signed) throws Rejection {
        var signature = signed.child(SIGNATURE, "Signature");
        if (signature.isEmpty()) {
            return false;
        }
        algorithms.require(signature.get());
        requireReferenceById(signature.get());
        var unmarshalled = unmarshal(signed.dom(), signature.get().dom());
        requireProfile(unmarshalled);
        requireTrustedKey(signature.get(), unmarshalled);
        return true;
    }

    /// The profile leaves open a reference to the whole document, which SAML does not allow (SAML Core, section
    /// 5.4.2).
    private static void requireReferenceById(SamlElement signature) throws Rejection {
        var references = signature.children(SIGNATURE, "SignedInfo").stream()
                .flatMap(signedInfo -> signedInfo.children(SIGNATURE, "Reference").stream())
                .map(reference -> reference.attribute("URI"))
                .toList();
        if (references.isEmpty() || references.stream().anyMatch(uri -> uri == null || uri.isEmpty())) {
            throw invalid("the signature refers to no element by its ID");
        }
    }

    /// SAML Core, section 5.4: one reference, to the ID of the element the signature is in, nothing added.
    private void requireProfile(Signature signature) throws Rejection {
        try {
            profile.validate(signature);
        } catch (SignatureException broken) {
            throw invalid("the signature does not cover the element it is in, and that alone");
        }
    }

    private void requireTrustedKey(SamlElement element, Signature signature) throws Rejection {
        for (var signer : signers) {
            var key = signer.getPublicKey();
            if (algorithms.fit(key, element) && verifies(signature, key)) {
                return;
            }
        }
        throw invalid(
                signers.isEmpty()
                        ? "there is no certificate to check signatures with"
                        : "the signature was made by no trusted key, or the message was changed since");
    }

    private static boolean verifies(Signature signature, PublicKey key) {
        try {
            SignatureValidator.validate(signature, new BasicCredential(key));
            return true;
        } catch (SignatureException | RuntimeException wrong) {
            // The library throws what its base64 decoder throws.
            return false;
        }
    }

    /// The library's view of the signature. It may read names differently than we do, so that what it found must
    /// be what was found here.
    private static Signature unmarshal(Element signed, Element signature) throws Rejection {
        if (unmarshal(signed) instanceof SignableSAMLObject object && object.getDOM() == signed) {
            var found = object.getSignature();
            if (found != null && found.getDOM() == signature) {
                return found;
            }
        }
        throw invalid("the signature is not a signature of the element it is in");
    }

    private static XMLObject unmarshal(Element element) throws Rejection {
        var unmarshaller =
                XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element);
        if (unmarshaller == null) {
            throw new Rejection(Reason.MALFORMED, "the message is none of SAML's");
        }
        try {
            return unmarshaller.unmarshall(element);
        } catch (UnmarshallingException | RuntimeException malformed) {
            // The library throws whatever its parsers of times, numbers and keys throw.
            throw new Rejection(Reason.MALFORMED, "the message does not follow SAML's schema");
        }
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.SIGNATURE_INVALID, detail);
    }
}
