package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import java.util.List;

/// Reads for which resources a client wants its access tokens (RFC 8707, section 2), wherever it asks for something
/// that was not granted before.
public final class RequestedResources {

    private RequestedResources() {}

    /// @throws OAuth2Exception `invalid_target` if one is malformed, or not among those registered for the client
    public static List<Resource> of(Client client, Parameters parameters) {
        var resources = Resource.read(parameters);
        if (!client.tokens().resources().containsAll(resources)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_TARGET, "This client may not ask for tokens for that resource.");
        }
        return resources;
    }
}
