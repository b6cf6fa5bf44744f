package io.lintel.connector.saml;

import java.security.cert.X509Certificate;
import java.util.List;

/// The signature over a whole document that is no response: metadata, or a logout message.
final class RootSignature {

    private RootSignature() {}

    /// @throws Rejection unless one of these has signed the document from its root on
    static void require(SamlElement root, List<X509Certificate> signers) throws Rejection {
        SamlLibrary.start();
        if (!new SignatureCheck(signers).verify(root)) {
            throw new Rejection(Reason.SIGNATURE_MISSING, "the document is not signed");
        }
    }
}
