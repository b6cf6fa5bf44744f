/// The connector SPI: what a connector implements, and the [io.lintel.connector.Identity] it returns.
///
/// A connector signs an end-user in at one upstream provider. It knows neither HTTP servers nor the OpenID
/// Connect side of Lintel: it is handed a [io.lintel.connector.LoginRequest] and answers with a
/// [io.lintel.connector.LoginResult]. A connector is a [io.lintel.connector.PasswordConnector] (the end-user
/// types a password into our page) or a [io.lintel.connector.CallbackConnector] (the browser goes to the
/// upstream provider and comes back); what it can do besides is a role it implements as well, which makes the
/// matching [io.lintel.connector.Capability].
///
/// Everything here may be called from many threads at once, on virtual threads, and may block.
@NullMarked
package io.lintel.connector;

import org.jspecify.annotations.NullMarked;
