package io.lintel.connector.saml;

import java.security.Key;
import java.util.Arrays;
import java.util.Optional;

/// The algorithms of signatures over the query of an address (SAML Bindings, section 3.4.4.1; RFC 9231). We sign with
/// SHA-256; nothing older than that is believed.
enum SignatureAlgorithm {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA", "RSA"),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA", "RSA"),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA", "RSA"),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "SHA256withECDSAinP1363Format", "EC"),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "SHA384withECDSAinP1363Format", "EC"),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "SHA512withECDSAinP1363Format", "EC");

    private final String uri;
    private final String javaName;
    private final String keyType;

    SignatureAlgorithm(String uri, String javaName, String keyType) {
        this.uri = uri;
        this.javaName = javaName;
        this.keyType = keyType;
    }

    static SignatureAlgorithm of(Key key) {
        return key.getAlgorithm().equals("EC") ? ECDSA_SHA256 : RSA_SHA256;
    }

    static Optional<SignatureAlgorithm> find(String uri) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.uri.equals(uri))
                .findFirst();
    }

    String uri() {
        return uri;
    }

    String javaName() {
        return javaName;
    }

    boolean fits(Key key) {
        return key.getAlgorithm().equals(keyType);
    }
}
