package io.lintel.server.fence;

import io.lintel.connector.Capability;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.NegotiateConnector;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.secret.Secret;
import java.util.Set;

/// @param connector behind the fence
public record FencedPasswordConnector(PasswordConnector connector, Fence fence)
        implements PasswordConnector, NegotiateConnector, FencedRoles {

    @Override
    public String usernamePrompt() {
        return connector.usernamePrompt();
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        return fence.call(Operation.LOGIN, () -> connector.login(request, username, password));
    }

    @Override
    public boolean alsoTakesPasswords() {
        return role(Capability.NEGOTIATE, NegotiateConnector.class).alsoTakesPasswords();
    }

    @Override
    public Negotiation negotiate(LoginRequest request, Secret token) {
        var role = role(Capability.NEGOTIATE, NegotiateConnector.class);
        return fence.call(Operation.NEGOTIATE, () -> role.negotiate(request, token));
    }

    @Override
    public Set<Capability> capabilities() {
        return connector.capabilities();
    }

    @Override
    public void close() {
        connector.close();
    }
}
