package io.lintel.client;

import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a client must send its authorization requests, and what they mean where they say nothing.
///
/// @param mustBePushed whether it must push them (RFC 9126, section 6)
/// @param mustBeSigned whether it must send them as request objects (RFC 9101, section 10.5)
/// @param objectAlgorithm what its request objects must be signed with; null for any that its keys fit
/// @param uris where it publishes request objects (OpenID Connect Core, section 6.2)
public record RequestRules(
        boolean mustBePushed,
        boolean mustBeSigned,
        @Nullable JwsAlgorithm objectAlgorithm,
        RequestDefaults defaults,
        List<URI> uris) {

    private static final RequestRules ANY = new RequestRules(false, false, null);

    public RequestRules {
        uris = List.copyOf(uris);
    }

    /// Rules of a client that says nothing else.
    public RequestRules(boolean mustBePushed, boolean mustBeSigned, @Nullable JwsAlgorithm objectAlgorithm) {
        this(mustBePushed, mustBeSigned, objectAlgorithm, RequestDefaults.none(), List.of());
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
