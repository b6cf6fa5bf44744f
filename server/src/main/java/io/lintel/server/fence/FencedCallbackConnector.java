package io.lintel.server.fence;

import io.lintel.connector.CallbackBinding;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.Departure;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.secret.Secret;
import java.util.Set;

/// @param connector behind the fence
public record FencedCallbackConnector(CallbackConnector connector, Fence fence)
        implements CallbackConnector, FencedRoles {

    @Override
    public CallbackBinding binding() {
        return connector.binding();
    }

    @Override
    public Departure begin(LoginRequest request) {
        return fence.call(Operation.BEGIN, () -> connector.begin(request));
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        return fence.call(Operation.FINISH, () -> connector.finish(request, remembered, callback));
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
