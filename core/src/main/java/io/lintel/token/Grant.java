package io.lintel.token;

import io.lintel.client.AuthenticatedClient;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Parameters;

/// One way for a client to ask for tokens.
public interface Grant {

    GrantType type();

    /// Decides who may act for whom. Mints nothing.
    ///
    /// @throws OAuth2Exception if nobody may
    Authorization authorize(AuthenticatedClient client, Parameters parameters);
}
