package io.lintel.connector.mock;

import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Its own upstream provider: sends the browser straight back to the callback, logged in. It takes any token.
final class MockCallbackConnector implements CallbackConnector, RefreshingConnector, TokenIdentityConnector {
    @Override
    public Departure begin(LoginRequest request) {
        var code = UUID.randomUUID().toString();
        var location = URI.create(request.callback() + "?code=" + code + "&state=" + request.id());
        return new Departure.Redirect(location, Secret.of(code));
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        var error = callback.findParameter("error");
        if (error.isPresent()) {
            return LoginResult.refused(Refusal.CANCELLED, "the callback carries an error");
        }
        var state = callback.findParameter("state").orElse("");
        var code = Secret.of(callback.findParameter("code").orElse(""));
        if (remembered.isEmpty() || !state.equals(request.id().value()) || !code.equals(remembered)) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the callback does not belong to this login");
        }
        return LoginResult.authenticated(author());
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        return LoginResult.authenticated(author());
    }

    @Override
    public LoginResult identify(String tokenType, Secret token) {
        return token.isEmpty()
                ? LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the token is empty")
                : LoginResult.authenticated(author());
    }

    private static Identity author() {
        return Kilgore.trout()
                .groups(List.of("authors"))
                .refreshState(Secret.of("foobar"))
                .build();
    }
}
