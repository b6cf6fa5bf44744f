package io.lintel.authorization;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.factor.AuthenticatorId;
import io.lintel.oauth2.StringFields;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.List;

/// The MAC that a link or a form of one step of one authorization carries, so that a step can neither be
/// skipped nor be sent by another page: HMAC-SHA256 over the authorization's id and the step's label, as dex
/// has it.
public final class StepMac {

    private StepMac() {}

    /// The steps whose requests carry a MAC.
    public enum Step {
        LOGIN("step:login"),
        APPROVAL("step:approval"),
        FACTORS("step:mfa");

        private final String label;

        Step(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static String of(PendingAuthorization authorization, Step step) {
        return of(authorization.linkKey(), authorization.id().value(), step.label());
    }

    /// The MAC of the pages that ask for one second factor.
    public static String of(PendingAuthorization authorization, AuthenticatorId authenticator) {
        return of(authorization.linkKey(), authorization.id().value(), "authenticator:" + authenticator);
    }

    static String of(Secret key, String id, String label) {
        var mac = Digest.hmacSha256(key.reveal().getBytes(US_ASCII), StringFields.repeated(List.of(id, label)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /// Whether a request carries the MAC of that step; takes the same time wherever the MACs differ.
    public static boolean matches(PendingAuthorization authorization, Step step, String given) {
        return Digest.equal(of(authorization, step).getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /// Whether a request carries the MAC of the pages of that second factor.
    public static boolean matches(PendingAuthorization authorization, AuthenticatorId authenticator, String given) {
        return Digest.equal(of(authorization, authenticator).getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
