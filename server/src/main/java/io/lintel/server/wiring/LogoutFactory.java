package io.lintel.server.wiring;

import io.lintel.client.Clients;
import io.lintel.client.Subjects;
import io.lintel.logout.LogoutDelivery;
import io.lintel.logout.LogoutFlow;
import io.lintel.logout.LogoutNotices;
import io.lintel.logout.LogoutPolicy;
import io.lintel.logout.LogoutReceivers;
import io.lintel.logout.LogoutRequestReader;
import io.lintel.logout.PostLogoutTargets;
import io.lintel.logout.SessionEnding;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.audit.Audit;
import io.lintel.server.browser.PendingLogouts;
import io.lintel.server.logout.HttpLogoutReceivers;
import io.lintel.server.logout.LogoutSending;
import io.lintel.server.logout.Logouts;
import io.lintel.server.metrics.LogoutMetrics;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import io.lintel.session.Sessions;
import io.lintel.signing.Signer;
import io.lintel.token.GrantRevocation;
import io.lintel.token.IdTokens;
import io.lintel.token.RefreshFamilies;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;

/// Constructs what ends sessions and tells of it.
@Factory
final class LogoutFactory {

    @Singleton
    LogoutPolicy logoutPolicy(Settings settings) {
        return new LogoutPolicy(settings.issuer(), settings.compatibility() == Compatibility.DEX ? null : "logout+jwt");
    }

    @Singleton
    PostLogoutTargets postLogoutTargets(Clients clients) {
        return new PostLogoutTargets(clients);
    }

    @Singleton
    LogoutRequestReader logoutRequestReader(Clients clients, IdTokens idTokens, PostLogoutTargets targets) {
        return new LogoutRequestReader(clients, idTokens, targets);
    }

    @Singleton
    LogoutFlow logoutFlow(Subjects subjects) {
        return new LogoutFlow(subjects);
    }

    @Singleton
    SessionEnding sessionEnding(
            Sessions sessions,
            Clients clients,
            LogoutNotices notices,
            RefreshFamilies families,
            GrantRevocation revocation,
            LogoutPolicy policy,
            Clock clock) {
        return new SessionEnding(sessions, clients, notices, families, revocation, policy, clock);
    }

    @Singleton
    LogoutReceivers logoutReceivers(HttpClient client) {
        return new HttpLogoutReceivers(client);
    }

    @Singleton
    LogoutDelivery logoutDelivery(
            LogoutNotices notices,
            Clients clients,
            LogoutReceivers receivers,
            Signer signer,
            Subjects subjects,
            LogoutPolicy policy,
            Entropy entropy,
            Clock clock) {
        return new LogoutDelivery(notices, clients, receivers, signer, subjects, policy, entropy, clock);
    }

    /// Started by whoever asks for it first.
    @Singleton
    @Bean(preDestroy = "close")
    LogoutSending logoutSending(LogoutDelivery delivery, Audit audit) {
        return LogoutSending.start(delivery, audit);
    }

    @Singleton
    Logouts logouts(SessionEnding ending, LogoutSending sending, Audit audit) {
        return new Logouts(ending, sending, audit);
    }

    @Singleton
    PendingLogouts pendingLogouts(Issuer issuer, Sealer sealer, PostLogoutTargets targets, Clock clock) {
        return new PendingLogouts(issuer, sealer, targets, clock);
    }

    @Singleton
    LogoutMetrics logoutMetrics(PrometheusRegistry registry, LogoutNotices notices) {
        return new LogoutMetrics(registry, notices);
    }
}
