package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.secret.SealingKeys;
import io.lintel.server.browser.FlowCookies;
import io.lintel.server.browser.SealedRequests;
import io.lintel.server.settings.Settings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;

/// Constructs what seals, and what travels sealed.
@Factory
final class BrowserFactory {

    @Singleton
    Entropy entropy() {
        return new Entropy();
    }

    /// Seals with the operator's key, if there is one, and opens what was sealed before there was one.
    @Singleton
    Sealer sealer(Settings settings, SealingKeys stored, Entropy entropy) {
        var keys = new ArrayList<SealingKey>();
        if (settings.encryptionKey() != null) {
            keys.add(settings.encryptionKey());
        }
        keys.add(stored.loadOrStore(SealingKey.random(entropy)));
        return new Sealer(keys, entropy);
    }

    @Singleton
    SealedRequests sealedRequests(Sealer sealer, AuthorizationPolicy policy, Clock clock) {
        return new SealedRequests(sealer, policy.pendingLifetime(), clock);
    }

    @Singleton
    FlowCookies flowCookies(Issuer issuer, Sealer sealer, Clock clock) {
        return new FlowCookies(issuer, sealer, clock);
    }
}
