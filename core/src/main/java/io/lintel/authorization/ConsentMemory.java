package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers what end-users have consented to, for as long as the operator says.
public final class ConsentMemory {

    private final Consents consents;
    private final @Nullable Duration lifetime;
    private final Clock clock;

    /// @param lifetime null if nothing is remembered: then everybody is asked each time
    public ConsentMemory(Consents consents, @Nullable Duration lifetime, Clock clock) {
        this.consents = consents;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// Whether the end-user has let the client have all that it asks for, by scope or by the name of a claim.
    boolean covers(PendingAuthorization authorization) {
        var request = authorization.request();
        return lifetime != null
                && consents.given(user(authorization), request.client(), since(lifetime))
                        .containsAll(request.access().toConsent());
    }

    /// Adds what the end-user has let the client have now.
    void remember(PendingAuthorization authorization) {
        if (lifetime != null) {
            var request = authorization.request();
            consents.give(
                    user(authorization), request.client(), request.access().toConsent(), clock.instant());
        }
    }

    /// All that a user has let anybody have.
    public List<Consents.Given> of(Subject user) {
        return lifetime == null ? List.of() : consents.of(user, since(lifetime));
    }

    /// Takes back all that a user has let a client have: they are asked again.
    public void withdraw(Subject user, ClientId client) {
        consents.withdraw(user, client);
    }

    private Instant since(Duration ago) {
        return clock.instant().minus(ago);
    }

    private static Subject user(PendingAuthorization authorization) {
        return authorization.requireLogin().subject();
    }
}
