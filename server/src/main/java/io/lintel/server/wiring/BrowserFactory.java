package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.browser.DeviceLinks;
import io.lintel.server.browser.FlowCookies;
import io.lintel.server.browser.SealedRequests;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Constructs what seals, and what travels sealed.
@Factory
final class BrowserFactory {

    @Singleton
    Entropy entropy() {
        return new Entropy();
    }

    @Singleton
    Sealer sealer(InstallationKeys keys, Entropy entropy) {
        return new Sealer(keys, entropy);
    }

    @Singleton
    SealedRequests sealedRequests(Sealer sealer, AuthorizationPolicy policy, Clock clock) {
        return new SealedRequests(sealer, policy.pendingLifetime(), clock);
    }

    @Singleton
    DeviceLinks deviceLinks(Sealer sealer) {
        return new DeviceLinks(sealer);
    }

    @Singleton
    FlowCookies flowCookies(Issuer issuer, Sealer sealer, Clock clock) {
        return new FlowCookies(issuer, sealer, clock);
    }
}
