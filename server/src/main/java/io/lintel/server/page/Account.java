package io.lintel.server.page;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an end-user sees of themselves: where they are signed on, which apps may act for them, and what they have
/// consented to. Each can be ended by a form of its own.
///
/// @param action where the forms are posted to: a path of our own site
/// @param user what the end-user is called
/// @param email their address, if it is known
/// @param connector the name of the connector they came by
/// @param since when they have logged in
/// @param until when the session of this browser ends if they do nothing
/// @param sessions that of this browser first
/// @param factors the page of their second factors, where there are any: a path of our own site
public record Account(
        String action,
        String user,
        @Nullable String email,
        String connector,
        Instant since,
        Instant until,
        List<SignedOn> sessions,
        List<LastingAccess> tokens,
        List<Consented> consents,
        @Nullable String factors) {

    public Account {
        sessions = List.copyOf(sessions);
        tokens = List.copyOf(tokens);
        consents = List.copyOf(consents);
    }

    /// One session.
    ///
    /// @param hidden what the form that ends it posts
    /// @param isThis whether it is that of the browser that looks
    /// @param clients the names of the clients it was used for
    public record SignedOn(
            Map<String, String> hidden,
            boolean isThis,
            @Nullable String userAgent,
            @Nullable String address,
            Instant since,
            Instant lastUsed,
            List<String> clients) {

        public SignedOn {
            hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
            clients = List.copyOf(clients);
        }
    }

    /// Refresh tokens that a client has.
    ///
    /// @param hidden what the form that ends it posts
    public record LastingAccess(
            Map<String, String> hidden,
            String client,
            @Nullable String userAgent,
            Instant since,
            Instant lastUsed) {

        public LastingAccess {
            hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
        }
    }

    /// What the end-user has let a client have.
    ///
    /// @param hidden what the form that takes it back posts
    /// @param scopes and resources, as `resource:` and the URI
    /// @param clientNames the names of the clients that `audience:server:client_id:` scopes name, by id, and of
    ///     resources, by `resource:` and the URI
    public record Consented(
            Map<String, String> hidden,
            String client,
            List<String> scopes,
            List<String> claims,
            Map<String, String> clientNames,
            Instant at) {

        public Consented {
            hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
            scopes = List.copyOf(scopes);
            claims = List.copyOf(claims);
            clientNames = Map.copyOf(clientNames);
        }
    }
}
