package io.lintel.client;

import io.lintel.signing.JwsAlgorithm;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a client must send its authorization requests, and what they mean where they say nothing.
///
/// @param mustBePushed whether it must push them (RFC 9126, section 6)
/// @param mustBeSigned whether it must send them as request objects (RFC 9101, section 10.5)
/// @param objectAlgorithm what its request objects must be signed with; null for any that its keys fit
public record RequestRules(
        boolean mustBePushed,
        boolean mustBeSigned,
        @Nullable JwsAlgorithm objectAlgorithm,
        RequestDefaults defaults) {

    private static final RequestRules ANY = new RequestRules(false, false, null);

    /// Rules without defaults.
    public RequestRules(boolean mustBePushed, boolean mustBeSigned, @Nullable JwsAlgorithm objectAlgorithm) {
        this(mustBePushed, mustBeSigned, objectAlgorithm, RequestDefaults.none());
    }

    /// In any way there is.
    public static RequestRules any() {
        return ANY;
    }

    /// What its request objects may be signed with.
    public Set<JwsAlgorithm> objectAlgorithms() {
        return objectAlgorithm == null ? EnumSet.allOf(JwsAlgorithm.class) : EnumSet.of(objectAlgorithm);
    }
}
