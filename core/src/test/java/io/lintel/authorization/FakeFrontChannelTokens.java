package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseType;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tokens that say nothing, or a refusal.
final class FakeFrontChannelTokens implements FrontChannelTokens {

    @Nullable
    OAuth2Exception refusal;

    @Override
    public Tokens mint(Client client, IssuedCode issued, AuthorizationCode code, Set<ResponseType> wanted) {
        if (refusal != null) {
            throw refusal;
        }
        return new Tokens(
                wanted.contains(ResponseType.TOKEN) ? Secret.of("the-access-token") : null,
                Duration.ofMinutes(5),
                wanted.contains(ResponseType.ID_TOKEN) ? Secret.of("the-id-token") : null,
                issued.access().scopes());
    }
}
