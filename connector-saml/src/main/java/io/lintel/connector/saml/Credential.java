package io.lintel.connector.saml;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.PrivateKeyFile;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// A private key and the certificate that goes with it.
record Credential(PrivateKey key, X509Certificate certificate) {

    /// Reads both from files.
    ///
    /// @param keyKey the key of the configuration that names the private key
    /// @param certificateKey the key that names the certificate, the first of its file
    static Credential read(String keyKey, String keyPath, String certificateKey, String certificatePath) {
        var key = PrivateKeyFile.read(keyKey, keyPath, List.of("RSA", "EC"));
        var certificate = Pem.certificates(certificateKey, certificatePath).getFirst();
        var credential = new Credential(key, certificate);
        if (!credential.belongTogether()) {
            throw ConnectorException.misconfigured(certificateKey + " is not the certificate of the key in " + keyKey);
        }
        return credential;
    }

    /// What it signs with.
    SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.of(key);
    }

    /// The signature of some bytes.
    byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(algorithm().javaName());
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that signed before signs no more", impossible);
        }
    }

    private boolean belongTogether() {
        var content = new byte[] {1, 2, 3};
        try {
            var signature = Signature.getInstance(algorithm().javaName());
            signature.initVerify(certificate.getPublicKey());
            signature.update(content);
            return signature.verify(sign(content));
        } catch (GeneralSecurityException unlike) {
            return false;
        }
    }

    /// Shows no key.
    @Override
    public String toString() {
        return "Credential[" + certificate.getSubjectX500Principal() + "]";
    }
}
