package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;

/// Reads `id_token_hint` (OpenID Connect Core, section 3.1.2.1).
public interface IdTokenHints {

    /// Whom an ID token is about that we issued to that client. It may have expired.
    ///
    /// @throws OAuth2Exception `invalid_request` if it is anything else
    Subject require(String hint, ClientId client);
}
