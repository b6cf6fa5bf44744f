package io.lintel.connector;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One login, as a connector sees it.
///
/// @param id sent to the upstream and back
/// @param callback where the upstream must send the browser
/// @param wanted what the application wants beyond the identity
/// @param loginHint what the application thinks the end-user is called
public record LoginRequest(
        LoginId id,
        URI callback,
        Set<Wanted> wanted,
        @Nullable LoginHint loginHint) {

    public LoginRequest {
        wanted = Set.copyOf(wanted);
    }

    /// A request without a hint.
    public LoginRequest(LoginId id, URI callback, Set<Wanted> wanted) {
        this(id, callback, wanted, null);
    }

    public boolean wants(Wanted what) {
        return wanted.contains(what);
    }
}
