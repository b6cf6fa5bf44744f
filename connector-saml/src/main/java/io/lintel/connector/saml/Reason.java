package io.lintel.connector.saml;

import java.util.Locale;

/// Why a response is refused. Its code is what the log and `saml-check` say.
enum Reason {
    /// Not base64, not UTF-8, not well-formed XML, or not what SAML's schema allows.
    MALFORMED,
    /// Larger, deeper or with more attributes than any honest message.
    TOO_LARGE,
    /// It has a document type.
    DTD,
    /// Not one response with one assertion.
    STRUCTURE,
    SIGNATURE_MISSING,
    /// A signature that does not verify with a trusted key, or does not cover what it should.
    SIGNATURE_INVALID,
    /// An algorithm that is not on the list.
    ALGORITHM,
    ISSUER,
    DESTINATION,
    AUDIENCE,
    RECIPIENT,
    IN_RESPONSE_TO,
    NOT_YET_VALID,
    EXPIRED,
    /// The identity provider says that it did not succeed.
    STATUS,
    /// The subject, or its confirmation.
    SUBJECT,
    /// Attributes that are required and missing, or cannot be used.
    ATTRIBUTES,
    GROUP_DENIED,
    /// An encrypted assertion that cannot or may not be decrypted. Nothing tells which.
    DECRYPTION,
    /// An assertion that was used before.
    REPLAYED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
