package io.lintel.connector.saml;

import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one connector demands of a response, and what it reads from it.
///
/// @param audience what every audience restriction must name: our entity id
/// @param assertionConsumerService where the browser brings responses to; destination and recipient must equal
///     it,     character by character
/// @param issuer the identity provider's entity id; null only where the configuration names none, and then any
///     issuer with a trusted key will do
/// @param nameIdFormat the format a NameID must have, or null for any
/// @param attributes where in an assertion a person is found
/// @param groupsDelimiter parts the groups of a single value, or null if each value is a group
/// @param allowedGroups if any, membership of one of them is required
/// @param filterGroups whether an identity keeps only the allowed groups
/// @param tolerance how far clocks may be apart; at most 30 s
/// @param unsolicited whether a response may come that nobody asked for
/// @param signatureSkipped whether signatures are not looked at: anybody may then log in as anybody
/// @param decryptionKeys tried one after the other; without any an encrypted assertion is refused
/// @param dexCompatible whether SHA-1 is taken, and what dex does not ask for may be missing (`compatibility: dex`)
record ResponseRules(
        String audience,
        String assertionConsumerService,
        @Nullable String issuer,
        @Nullable String nameIdFormat,
        AttributeNames attributes,
        @Nullable String groupsDelimiter,
        List<String> allowedGroups,
        boolean filterGroups,
        Duration tolerance,
        boolean unsolicited,
        boolean signatureSkipped,
        List<PrivateKey> decryptionKeys,
        boolean dexCompatible) {

    /// The longest tolerance.
    static final Duration MOST_TOLERANCE = Duration.ofSeconds(30);

    ResponseRules {
        if (tolerance.isNegative() || tolerance.compareTo(MOST_TOLERANCE) > 0) {
            throw new IllegalArgumentException("the clocks of a SAML connector may be 0 to 30 s apart");
        }
        allowedGroups = List.copyOf(allowedGroups);
        decryptionKeys = List.copyOf(decryptionKeys);
    }

    /// Rules of our own strictness.
    ResponseRules(
            String audience,
            String assertionConsumerService,
            @Nullable String issuer,
            @Nullable String nameIdFormat,
            AttributeNames attributes,
            @Nullable String groupsDelimiter,
            List<String> allowedGroups,
            boolean filterGroups,
            Duration tolerance,
            boolean unsolicited,
            boolean signatureSkipped,
            List<PrivateKey> decryptionKeys) {
        this(
                audience,
                assertionConsumerService,
                issuer,
                nameIdFormat,
                attributes,
                groupsDelimiter,
                allowedGroups,
                filterGroups,
                tolerance,
                unsolicited,
                signatureSkipped,
                decryptionKeys,
                false);
    }

    /// The same rules, as strict as dex.
    ResponseRules likeDex() {
        return new ResponseRules(
                audience,
                assertionConsumerService,
                issuer,
                nameIdFormat,
                attributes,
                groupsDelimiter,
                allowedGroups,
                filterGroups,
                tolerance,
                unsolicited,
                signatureSkipped,
                decryptionKeys,
                true);
    }

    /// Shows no key.
    @Override
    public String toString() {
        return "ResponseRules[audience=" + audience + ", issuer=" + issuer + "]";
    }
}
