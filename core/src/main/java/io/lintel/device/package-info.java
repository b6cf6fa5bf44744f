/// Devices without a browser, or without a keyboard worth the name (RFC 8628).
///
/// ```
/// device ── asks ──▶ pending ──┬── approved ── fetched, once
///    ▲                 │       └── denied
///    └── asks again ◀──┘
/// ```
///
/// The device asks at [io.lintel.device.DeviceAuthorizationEndpoint] and shows a user code. Whoever types the code
/// goes through the ordinary [io.lintel.authorization.AuthorizationFlow], whose target is the device: no redirect,
/// no authorization code that could be fetched elsewhere. The answer waits in
/// [io.lintel.device.DeviceRequests] until the device fetches it at the token endpoint, where its client proves who
/// it is; tokens are made then and are nowhere before.
@NullMarked
package io.lintel.device;

import org.jspecify.annotations.NullMarked;
