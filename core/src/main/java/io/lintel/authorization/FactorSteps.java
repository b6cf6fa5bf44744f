package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.factor.Authenticator;
import io.lintel.factor.FactorProof;
import io.lintel.factor.FactorRules;
import io.lintel.factor.PassedFactor;
import io.lintel.factor.SecondFactors;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.session.Authentication;
import io.lintel.session.BrowserSessions;
import java.util.Optional;

/// The steps between a login and consent: the second factors that the client demands, in its order, each once;
/// then recovery codes, for whoever has enrolled on the way and never had any.
public final class FactorSteps {

    private final FactorRules rules;
    private final SecondFactors factors;
    private final BrowserSessions sessions;
    private final boolean rememberForSession;

    /// @param rememberForSession whether a factor that was passed counts for as long as the session of the browser
    public FactorSteps(FactorRules rules, SecondFactors factors, BrowserSessions sessions, boolean rememberForSession) {
        this.rules = rules;
        this.factors = factors;
        this.sessions = sessions;
        this.rememberForSession = rememberForSession;
    }

    /// A login of a session that answers once more.
    Authentication reused(Authentication login) {
        return rememberForSession ? login : login.withoutFactors();
    }

    /// Lets the session, if there is one, know what was passed in it.
    void remember(Authentication login, FactorProof proof) {
        var session = login.session();
        if (session != null) {
            sessions.passed(session, proof);
        }
    }

    /// What somebody who has logged in still has to do.
    ///
    /// @throws OAuth2Exception `server_error` if the client demands a factor that is not there
    Optional<NextStep> next(PendingAuthorization authorization, Client client, ConnectorEntry entry) {
        var login = authorization.requireLogin();
        var due = rules.demanded(client.factors(), entry.type()).stream()
                .filter(authenticator -> !login.hasPassed(authenticator.id()))
                .findFirst();
        if (due.isPresent()) {
            var first = shownBefore(due.get(), login, entry).orElse(due.get());
            return Optional.of(new NextStep.PassFactor(authorization, first));
        }
        return lacksRecoveryCodes(login)
                ? Optional.of(new NextStep.KeepRecoveryCodes(authorization))
                : Optional.empty();
    }

    /// What whoever has enrolled elsewhere shows before they enrol with one more authenticator: otherwise a password
    /// alone would do at every client that demands a factor its users have not yet.
    private Optional<Authenticator> shownBefore(Authenticator due, Authentication login, ConnectorEntry entry) {
        if (!login.factors().isEmpty()) {
            return Optional.empty();
        }
        var holder = factors.holder(login.subject());
        return holder.has(due.id())
                ? Optional.empty()
                : rules.all().stream()
                        .filter(other -> other.isFor(entry.type()) && holder.has(other.id()))
                        .findFirst();
    }

    /// @param waiting what the authorization waits for
    /// @throws StaleLoginException if that is not what has been passed, or somebody else has passed it
    void requireDue(PendingAuthorization authorization, Optional<NextStep> waiting, FactorProof proof) {
        var isDue = waiting.orElse(null) instanceof NextStep.PassFactor due
                && due.authenticator().id().equals(proof.passed().authenticator())
                && authorization.requireLogin().subject().equals(proof.subject());
        if (!isDue) {
            throw StaleLoginException.outOfOrder(
                    authorization.id(), "factor \"" + proof.passed().authenticator() + "\" of that end-user");
        }
    }

    private boolean lacksRecoveryCodes(Authentication login) {
        return login.factors().stream().anyMatch(PassedFactor::enrolled)
                && factors.holder(login.subject()).lacksRecoveryCodes();
    }
}
