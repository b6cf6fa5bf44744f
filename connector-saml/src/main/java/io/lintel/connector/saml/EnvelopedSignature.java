package io.lintel.connector.saml;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Signs what we write (SAML Core, section 5.4). Uses the XML signatures of the JDK, so that a departure does not wait
/// for the SAML library to start.
final class EnvelopedSignature {

    private EnvelopedSignature() {}

    /// Signs a whole document.
    ///
    /// @param root has an attribute `ID`
    /// @param before the child that the signature stands before, or null for the end
    static void sign(Element root, @Nullable Node before, Credential credential) {
        root.setIdAttributeNS(null, "ID", true);
        try {
            var factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
            var exclusive = CanonicalizationMethod.EXCLUSIVE;
            var reference = factory.newReference(
                    "#" + root.getAttributeNS(null, "ID"),
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(exclusive, (TransformParameterSpec) null)),
                    null,
                    null);
            var signedInfo = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(exclusive, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(credential.algorithm().uri(), null),
                    List.of(reference));
            var keys = factory.getKeyInfoFactory();
            var keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(credential.certificate()))));
            var context = new DOMSignContext(credential.key(), root);
            if (before != null) {
                context.setNextSibling(before);
            }
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(signedInfo, keyInfo).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException impossible) {
            throw new IllegalStateException("a document of ours cannot be signed", impossible);
        }
    }
}
