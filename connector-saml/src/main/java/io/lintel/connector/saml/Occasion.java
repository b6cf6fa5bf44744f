package io.lintel.connector.saml;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is particular to one response: when it came, and as the answer to what.
///
/// @param requestId the id of the request it must answer, or null if nothing was asked
/// @param signers whose signatures count at this moment; only their keys matter, not their dates or issuers
/// @param groupsWanted whether the application asked for groups
record Occasion(@Nullable String requestId, List<X509Certificate> signers, Instant now, boolean groupsWanted) {

    Occasion {
        signers = List.copyOf(signers);
    }
}
