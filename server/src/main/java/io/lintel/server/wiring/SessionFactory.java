package io.lintel.server.wiring;

import io.lintel.authorization.ConsentMemory;
import io.lintel.authorization.Consents;
import io.lintel.authorization.SingleSignOn;
import io.lintel.client.Clients;
import io.lintel.client.SessionRules;
import io.lintel.client.SessionRules.Sharing;
import io.lintel.client.Subjects;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.server.browser.SessionCookie;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.SessionsSettings;
import io.lintel.server.settings.Settings;
import io.lintel.server.settings.StaticClient;
import io.lintel.server.settings.StaticClient.RefreshTokenLifetime;
import io.lintel.session.BrowserSessions;
import io.lintel.session.SessionPolicy;
import io.lintel.session.Sessions;
import io.lintel.token.SessionBinding;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Constructs what remembers browsers and consents.
@Factory
final class SessionFactory {

    private static final String EVERYBODY = "*";

    @Singleton
    BrowserSessions browserSessions(Sessions sessions, Settings settings, Entropy entropy, Clock clock) {
        return new BrowserSessions(sessions, policy(settings.sessions()), entropy, clock);
    }

    private static @Nullable SessionPolicy policy(@Nullable SessionsSettings written) {
        return written == null ? null : new SessionPolicy(written.validIfNotUsedFor(), written.absoluteLifetime());
    }

    @Singleton
    SessionBinding sessionBinding(BrowserSessions sessions) {
        return new SessionBinding(sessions);
    }

    @Singleton
    SingleSignOn singleSignOn(
            BrowserSessions sessions, Clients clients, Subjects subjects, Settings settings, Clock clock) {
        var written = settings.sessions();
        Sharing otherwise = written != null && written.ssoSharedWithDefault() == SessionsSettings.Sharing.ALL
                ? new Sharing.WithEverybody()
                : new Sharing.With(Set.of());
        return new SingleSignOn(sessions, clients, subjects, otherwise, clock);
    }

    @Singleton
    ConsentMemory consentMemory(Consents consents, Settings settings, Clock clock) {
        var written = settings.sessions();
        return new ConsentMemory(consents, written == null ? null : written.rememberConsentFor(), clock);
    }

    /// One that is never set where there are no sessions.
    @Singleton
    SessionCookie sessionCookie(Issuer issuer, Settings settings, Entropy entropy) {
        var written = settings.sessions();
        if (written == null) {
            return new SessionCookie(issuer, "no-session", Duration.ZERO, Secret.empty(), entropy);
        }
        var name = settings.compatibility() == Compatibility.DEX
                ? written.cookieName()
                : SessionCookie.prefixed(issuer, written.cookieName());
        return new SessionCookie(issuer, name, written.absoluteLifetime(), written.cookieEncryptionKey(), entropy);
    }

    static SessionRules rules(StaticClient written) {
        return new SessionRules(
                sharing(written.ssoSharedWith()), written.refreshTokenLifetime() == RefreshTokenLifetime.SESSION);
    }

    private static Sharing sharing(@Nullable List<String> written) {
        if (written == null) {
            return new Sharing.ByDefault();
        }
        return written.contains(EVERYBODY)
                ? new Sharing.WithEverybody()
                : new Sharing.With(written.stream()
                        .filter(id -> !id.isEmpty())
                        .map(ClientId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
