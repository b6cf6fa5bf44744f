package io.lintel.connector.saml;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Compares times of an identity provider, whose clock may be off a little, with ours.
record Tolerance(Instant now, Duration most) {

    /// Requires that a window is open (SAML Core, section 2.5.1.2): it opens at its first instant, and is closed
    /// at its last. What is null does not limit it.
    void require(@Nullable Instant notBefore, @Nullable Instant notOnOrAfter, String what) throws Rejection {
        if (notBefore != null && now.plus(most).isBefore(notBefore)) {
            throw new Rejection(Reason.NOT_YET_VALID, what + " is not valid yet; do the clocks differ?");
        }
        if (notOnOrAfter != null && !now.minus(most).isBefore(notOnOrAfter)) {
            throw new Rejection(Reason.EXPIRED, what + " is not valid any more");
        }
    }

    /// When a window that ends at an instant is closed here.
    Instant end(Instant notOnOrAfter) {
        return notOnOrAfter.plus(most);
    }
}
