/// Logouts: a client asks for one (OpenID Connect RP-Initiated Logout), or the end-user, or the upstream
/// provider; the session ends, and all clients of the session are told (OpenID Connect Back-Channel and
/// Front-Channel Logout).
///
/// ```
/// request ──┬── ask the end-user ──┐
///           ├──────────────────────┴── end the session ──┬── upstream ──┐
///           └── nothing to end ──────────────────────────┴──────────────┴── finish
/// ```
///
/// Clients are told behind the back of the browser from a store, [io.lintel.logout.LogoutNotices], into which
/// the notices go before the session ends: whatever fails in between, a client is told too much and never too
/// little. Ending the session first and telling then was rejected, because a crash in between would keep clients
/// signed in for good.
///
/// Knows neither HTTP nor pages.
@NullMarked
package io.lintel.logout;

import org.jspecify.annotations.NullMarked;
