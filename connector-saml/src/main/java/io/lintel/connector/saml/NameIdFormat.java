package io.lintel.connector.saml;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What kind of name a provider is asked for (SAML Core, section 8.3).
enum NameIdFormat {
    EMAIL_ADDRESS("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
    UNSPECIFIED("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"),
    X509_SUBJECT_NAME("urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName"),
    WINDOWS_DOMAIN_QUALIFIED_NAME("urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName"),
    ENCRYPTED("urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted"),
    ENTITY("urn:oasis:names:tc:SAML:2.0:nameid-format:entity"),
    KERBEROS("urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos"),
    PERSISTENT("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
    TRANSIENT("urn:oasis:names:tc:SAML:2.0:nameid-format:transient");

    private final String urn;

    NameIdFormat(String urn) {
        this.urn = urn;
    }

    String urn() {
        return urn;
    }

    /// By the whole URN or its last word; both match exactly.
    static Optional<NameIdFormat> find(String text) {
        return Arrays.stream(values())
                .filter(format -> format.urn.equals(text) || format.word().equals(text))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(NameIdFormat::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return urn.substring(urn.lastIndexOf(':') + 1);
    }
}
