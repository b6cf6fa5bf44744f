package io.lintel.server.wiring;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.authorization.PushPolicy;
import io.lintel.discovery.ProviderMetadata;
import io.lintel.oauth2.Issuer;
import io.lintel.registration.RegistrationWay;
import io.lintel.server.page.Languages;
import io.lintel.server.settings.Settings;
import io.lintel.session.AuthenticationContext;
import io.lintel.session.BrowserSessions;
import io.lintel.token.TokenEndpoint;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;

/// Constructs what tells of the provider.
@Factory
final class DiscoveryFactory {

    @Singleton
    ProviderMetadata providerMetadata(
            Issuer issuer,
            AuthorizationPolicy policy,
            PushPolicy push,
            BrowserSessions sessions,
            TokenEndpoint endpoint,
            Settings settings) {
        var contexts = settings.mfa().authenticators().isEmpty()
                ? List.of(AuthenticationContext.CONNECTOR)
                : AuthenticationContext.ALL;
        var ways = EnumSet.noneOf(RegistrationWay.class);
        if (settings.registration().enabled()) {
            ways.add(RegistrationWay.DYNAMIC);
        }
        if (settings.registration().documents()) {
            ways.add(RegistrationWay.METADATA_DOCUMENT);
        }
        return new ProviderMetadata(
                issuer, policy, push, sessions.areOn(), endpoint.grantTypes(), contexts, ways, Languages.tags());
    }
}
