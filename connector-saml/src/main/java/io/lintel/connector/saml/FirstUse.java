package io.lintel.connector.saml;

import io.lintel.connector.OneTimeUse;
import java.time.Instant;

/// Accepts an assertion once (SAML Profiles, section 4.1.4.5).
final class FirstUse {

    private final OneTimeUse uses;

    FirstUse(OneTimeUse uses) {
        this.uses = uses;
    }

    /// Uses up what was accepted; refuses what had been used up before.
    Verdict of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused refused -> refused;
            case Verdict.Accepted accepted ->
                uses.claim(accepted.assertion().id(), accepted.assertion().notOnOrAfter())
                        ? accepted
                        : new Verdict.Refused(Reason.REPLAYED, "the assertion has been used before");
        };
    }

    /// Whether a request for a logout comes for the first time.
    boolean ofLogout(String id, Instant until) {
        return uses.claim("logout " + id, until);
    }
}
