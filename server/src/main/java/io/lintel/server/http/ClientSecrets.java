package io.lintel.server.http;

import io.lintel.client.AuthenticatedClient;
import io.lintel.client.ClientAuthenticator;
import io.lintel.client.ClientCredentials;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.throttle.Attempt;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Throttle;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Authenticates clients, and lets nobody guess their secrets: wrong ones are counted by client and network, and
/// after too many of them the right one is as wrong for a while, there and nowhere else.
///
/// A secret signs assertions as well (`client_secret_jwt`), so those are guesses too. Clients that show the right one
/// every time cost no question to the store: for a moment it is remembered that nobody had to wait. A wrong one ends
/// that moment, so whoever guesses here has no use of it.
@Singleton
final class ClientSecrets {

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int REMEMBERED = 4_096;

    private final ClientAuthenticator authenticator;
    private final Throttle throttle;
    private final Audit audit;
    private final Clock clock;
    private final Map<Attempt, Instant> freeUntil = new LinkedHashMap<>();

    ClientSecrets(ClientAuthenticator authenticator, Throttle throttle, Audit audit, Clock clock) {
        this.authenticator = authenticator;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws OAuth2Exception `invalid_client`
    AuthenticatedClient authenticate(ClientCredentials credentials, InetAddress from) {
        var named = authenticator.findNamed(credentials).filter(client -> client.secret() != null);
        if (named.isEmpty() || credentials instanceof ClientCredentials.None) {
            return authenticator.authenticate(credentials);
        }
        var attempt = throttle.clientSecret(named.get().id(), from);
        AuthenticatedClient client;
        try {
            client = authenticator.authenticate(credentials);
        } catch (OAuth2Exception refused) {
            forget(attempt);
            throttle.begin(attempt);
            throw refused;
        }
        requireFree(attempt, named.get().id());
        return client;
    }

    private void requireFree(Attempt attempt, ClientId client) {
        if (isFree(attempt)) {
            return;
        }
        if (throttle.look(attempt) instanceof Wait(var until)) {
            audit.record(new AuditEvent.AttemptThrottled(attempt.kind(), client.value(), until));
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_CLIENT, "too many wrong secrets for client \"" + client + "\" from this network");
        }
        remember(attempt);
    }

    private synchronized boolean isFree(Attempt attempt) {
        var until = freeUntil.get(attempt);
        return until != null && clock.instant().isBefore(until);
    }

    private synchronized void forget(Attempt attempt) {
        freeUntil.remove(attempt);
    }

    private synchronized void remember(Attempt attempt) {
        freeUntil.remove(attempt);
        if (freeUntil.size() >= REMEMBERED) {
            freeUntil.remove(freeUntil.keySet().iterator().next());
        }
        freeUntil.put(attempt, clock.instant().plus(MOMENT));
    }
}
