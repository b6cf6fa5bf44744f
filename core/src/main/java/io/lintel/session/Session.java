package io.lintel.session;

import io.lintel.connector.Wanted;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The sign-on session of one browser.
///
/// @param id what clients know it by; stays the same for as long as it is one user's
/// @param secret the hash of what the browser has to show; another one after each login
/// @param authentication the last login
/// @param wanted what the connector was asked for at that login
/// @param clients the clients it was used for
/// @param remembered whether the browser keeps it when it is closed
/// @param lastUsedAt when it last answered a client
/// @param generation counts changes; each change is a compare-and-set on it
public record Session(
        SessionId id,
        SecretHash secret,
        Authentication authentication,
        Set<Wanted> wanted,
        Map<ClientId, ClientEntry> clients,
        boolean remembered,
        Instant createdAt,
        Instant lastUsedAt,
        Instant idleExpiry,
        Instant absoluteExpiry,
        long generation) {

    public Session {
        wanted = Set.copyOf(wanted);
        clients = Map.copyOf(clients);
        if (!id.equals(authentication.session())) {
            throw new IllegalArgumentException("the login of session " + id + " names another session");
        }
    }

    /// Whose it is.
    public Subject subject() {
        return authentication.subject();
    }

    /// Whether that is its key. Takes the same time wherever the secrets differ.
    public boolean opensWith(SessionKey key) {
        return id.equals(key.session()) && secret.equals(SecretHash.of(key.secret()));
    }

    public boolean isAlive(Instant now) {
        return now.isBefore(expiresAt());
    }

    /// The earlier of the two ends.
    public Instant expiresAt() {
        return idleExpiry.isBefore(absoluteExpiry) ? idleExpiry : absoluteExpiry;
    }

    /// The next generation after it has answered a client.
    ///
    /// @param viaSso whether the client came in by what another one shares with it
    Session used(ClientId client, boolean viaSso, Instant now, Duration idleLifetime) {
        var entries = new HashMap<>(clients);
        entries.put(client, new ClientEntry(authentication.at(), now, viaSso));
        return new Session(
                id,
                secret,
                authentication,
                wanted,
                entries,
                remembered,
                createdAt,
                latest(lastUsedAt, now),
                latest(idleExpiry, now.plus(idleLifetime)),
                absoluteExpiry,
                generation + 1);
    }

    /// The next generation after its user has logged in again. It lives no longer in all than before.
    Session renewed(SecretHash newSecret, Authentication login, Set<Wanted> newlyWanted, boolean nowRemembered) {
        return new Session(
                id,
                newSecret,
                login.in(id),
                newlyWanted,
                clients,
                nowRemembered,
                createdAt,
                lastUsedAt,
                idleExpiry,
                absoluteExpiry,
                generation);
    }

    /// A clock that goes back makes a session no older.
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
