package io.lintel.logout;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A logout on its way: while the end-user is asked, or the browser is at the upstream provider.
///
/// @param id travels as `state` or `RelayState`
/// @param connector by which the end-user had come
/// @param target where the browser goes at the end; null for a page of ours
/// @param locales the languages of the pages, as they were asked for
public record PendingLogout(
        LoginId id,
        ConnectorId connector,
        @Nullable PostLogoutTarget target,
        @Nullable String locales,
        Instant expiresAt) {

    /// The same without a target.
    public PendingLogout withoutTarget() {
        return new PendingLogout(id, connector, null, locales, expiresAt);
    }
}
