package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.OAuth2Exception;

/// Reads `id_token_hint` (OpenID Connect Core, section 3.1.2.1).
public interface IdTokenHints {

    /// The `sub` of an ID token that we issued to that client. It may have expired.
    ///
    /// @throws OAuth2Exception `invalid_request` if it is anything else
    String require(String hint, ClientId client);
}
