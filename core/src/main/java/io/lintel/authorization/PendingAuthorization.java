package io.lintel.authorization;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.factor.PassedFactor;
import io.lintel.factor.PendingSecrets;
import io.lintel.oauth2.Scope;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An authorization on its way, from the request to the response.
///
/// @param id names it in links and at the upstream, and opens nothing
/// @param linkKey makes the MACs of the links of this authorization, see [StepMac]
/// @param expiresAt when the end-user must begin again
/// @param departure the login that was begun, if one was
/// @param login who logged in, once somebody has
public record PendingAuthorization(
        LoginId id,
        AuthorizationRequest request,
        Secret linkKey,
        Instant expiresAt,
        @Nullable Departed departure,
        @Nullable Authentication login) {

    /// A login that was begun at a connector.
    ///
    /// @param remembered what the connector asked to remember
    public record Departed(ConnectorId connector, Secret remembered) {}

    public PendingAuthorization departed(ConnectorId connector, Secret remembered) {
        return new PendingAuthorization(id, request, linkKey, expiresAt, new Departed(connector, remembered), null);
    }

    /// How many second factors the end-user has passed.
    public int factorsPassed() {
        return login == null ? 0 : login.factors().size();
    }

    /// The secrets that may be enrolled on the way.
    public PendingSecrets secrets() {
        return new PendingSecrets(linkKey, id.value());
    }

    /// @throws IllegalStateException if nobody has logged in
    public Authentication requireLogin() {
        if (login == null) {
            throw new IllegalStateException("nobody has logged in to " + id);
        }
        return login;
    }

    PendingAuthorization loggedIn(Authentication by) {
        return new PendingAuthorization(id, request, linkKey, expiresAt, departure, by);
    }

    PendingAuthorization withFactor(PassedFactor passed) {
        return new PendingAuthorization(
                id, request, linkKey, expiresAt, departure, requireLogin().withFactor(passed));
    }

    /// A connector that cannot support offline_access gets no refresh token for its users, and the end-user is
    /// not asked to allow it.
    PendingAuthorization withoutWhatIsNotOffered(ConnectorEntry entry) {
        if (entry.offersOfflineAccess()) {
            return this;
        }
        var fewer = request.withScopes(request.scopes().without(Scope.OFFLINE_ACCESS));
        return new PendingAuthorization(id, fewer, linkKey, expiresAt, departure, login);
    }
}
