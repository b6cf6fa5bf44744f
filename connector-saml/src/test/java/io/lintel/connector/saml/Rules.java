package io.lintel.connector.saml;

import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules like others but for one.
final class Rules {

    private Rules() {}

    static ResponseRules skippingSignatures(ResponseRules like) {
        return of(
                like,
                like.issuer(),
                like.nameIdFormat(),
                like.tolerance(),
                like.unsolicited(),
                true,
                like.decryptionKeys());
    }

    static ResponseRules unsolicited(ResponseRules like) {
        return of(like, like.issuer(), like.nameIdFormat(), like.tolerance(), true, false, like.decryptionKeys());
    }

    static ResponseRules ofAnyIssuer(ResponseRules like) {
        return of(like, null, like.nameIdFormat(), like.tolerance(), like.unsolicited(), false, like.decryptionKeys());
    }

    static ResponseRules withNameIdFormat(ResponseRules like, String format) {
        return of(like, like.issuer(), format, like.tolerance(), like.unsolicited(), false, like.decryptionKeys());
    }

    static ResponseRules withTolerance(ResponseRules like, Duration tolerance) {
        return of(
                like, like.issuer(), like.nameIdFormat(), tolerance, like.unsolicited(), false, like.decryptionKeys());
    }

    static ResponseRules withKeys(ResponseRules like, TestKey... keys) {
        return of(
                like,
                like.issuer(),
                like.nameIdFormat(),
                like.tolerance(),
                like.unsolicited(),
                like.signatureSkipped(),
                List.of(keys).stream().map(TestKey::privateKey).toList());
    }

    static ResponseRules withAttributes(ResponseRules like, AttributeNames names) {
        return withGroups(like, names, null, List.of(), false);
    }

    static ResponseRules withGroups(
            ResponseRules like,
            AttributeNames names,
            @Nullable String delimiter,
            List<String> allowed,
            boolean filtered) {
        return new ResponseRules(
                like.audience(),
                like.assertionConsumerService(),
                like.issuer(),
                like.nameIdFormat(),
                names,
                delimiter,
                allowed,
                filtered,
                like.tolerance(),
                like.unsolicited(),
                like.signatureSkipped(),
                like.decryptionKeys());
    }

    private static ResponseRules of(
            ResponseRules like,
            @Nullable String issuer,
            @Nullable String nameIdFormat,
            Duration tolerance,
            boolean unsolicited,
            boolean signatureSkipped,
            List<PrivateKey> keys) {
        return new ResponseRules(
                like.audience(),
                like.assertionConsumerService(),
                issuer,
                nameIdFormat,
                like.attributes(),
                like.groupsDelimiter(),
                like.allowedGroups(),
                like.filterGroups(),
                tolerance,
                unsolicited,
                signatureSkipped,
                keys);
    }
}
