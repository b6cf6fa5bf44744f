package io.lintel.server.wiring;

import io.lintel.authorization.Connectors;
import io.lintel.authorization.RequestedScopes;
import io.lintel.device.DeviceAuthorizationEndpoint;
import io.lintel.device.DeviceCodeGrant;
import io.lintel.device.DevicePolicy;
import io.lintel.device.DeviceRequests;
import io.lintel.device.DeviceVerification;
import io.lintel.secret.Entropy;
import io.lintel.token.Grant;
import io.lintel.token.GrantRevocation;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Constructs what devices without a browser ask, and their grant.
@Factory
final class DeviceFactory {

    @Singleton
    DeviceAuthorizationEndpoint deviceAuthorizationEndpoint(
            DeviceRequests requests,
            RequestedScopes scopes,
            Connectors connectors,
            DevicePolicy policy,
            Entropy entropy,
            Clock clock) {
        return new DeviceAuthorizationEndpoint(requests, scopes, connectors, policy, entropy, clock);
    }

    @Singleton
    DeviceVerification deviceVerification(DeviceRequests requests, Clock clock) {
        return new DeviceVerification(requests, clock);
    }

    @Singleton
    Grant deviceCodeGrant(DeviceRequests requests, GrantRevocation revocation, Clock clock) {
        return new DeviceCodeGrant(requests, revocation, clock);
    }
}
