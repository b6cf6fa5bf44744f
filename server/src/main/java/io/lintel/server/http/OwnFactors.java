package io.lintel.server.http;

import io.lintel.authorization.ConnectorEntry;
import io.lintel.authorization.Connectors;
import io.lintel.factor.Authenticator;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorHolder;
import io.lintel.factor.FactorProof;
import io.lintel.factor.FactorRules;
import io.lintel.factor.PendingSecrets;
import io.lintel.factor.SecondFactors;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import io.lintel.server.page.PageError;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import io.lintel.session.SessionKey;
import io.lintel.session.SessionMac;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What somebody who is signed on may do with their own second factors. Changing anything takes a factor that was
/// passed a moment ago, or, from whoever has none, a login a moment ago.
@Singleton
final class OwnFactors {

    private static final Duration MOMENT = Duration.ofMinutes(10);
    private static final String TICKET = "own second factors ";

    private final BrowserSignOn signOn;
    private final BrowserSessions sessions;
    private final Connectors connectors;
    private final FactorRules rules;
    private final SecondFactors factors;
    private final LoginSteps steps;
    private final Sealer sealer;
    private final Entropy entropy;
    private final Clock clock;

    OwnFactors(
            BrowserSignOn signOn,
            BrowserSessions sessions,
            Connectors connectors,
            FactorRules rules,
            SecondFactors factors,
            LoginSteps steps,
            Sealer sealer,
            Entropy entropy,
            Clock clock) {
        this.signOn = signOn;
        this.sessions = sessions;
        this.connectors = connectors;
        this.rules = rules;
        this.factors = factors;
        this.steps = steps;
        this.sealer = sealer;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// Somebody who is signed on, and what they have.
    ///
    /// @param mayChange whether a factor, or a login, was a moment ago
    record Visit(Session session, SessionKey key, FactorHolder holder, boolean mayChange) {

        Subject subject() {
            return holder.subject();
        }

        /// What a form carries that does something with a target.
        Map<String, String> fields(String deed, String target) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("do", deed);
            fields.put("target", target);
            fields.put("hmac", SessionMac.of(key, "factor:" + deed, target));
            return fields;
        }
    }

    /// Answers somebody who is signed on; everybody else is led to the page at the issuer.
    MutableHttpResponse<String> visit(BrowserRequest request, Function<Visit, MutableHttpResponse<String>> answer) {
        if (rules.all().isEmpty()) {
            throw PageException.of(PageError.NOT_FOUND, "there are no authenticators");
        }
        var key = signOn.findKey(request);
        var session = signOn.find(request);
        if (key.isEmpty() || session.isEmpty()) {
            return signOn.forgetStale(request, PageResponses.seeOther(steps.home()));
        }
        var holder = factors.holder(session.get().subject());
        return answer.apply(new Visit(session.get(), key.get(), holder, mayChange(session.get(), holder)));
    }

    /// The same for whoever may change something; everybody else is led to the list, which says what is missing.
    MutableHttpResponse<String> change(BrowserRequest request, Function<Visit, MutableHttpResponse<String>> answer) {
        return visit(request, visit -> visit.mayChange() ? answer.apply(visit) : toList());
    }

    MutableHttpResponse<String> toList() {
        return PageResponses.seeOther(steps.path(OwnFactorListController.PATH));
    }

    private boolean mayChange(Session session, FactorHolder holder) {
        var login = session.authentication();
        return holder.enrolments().isEmpty()
                ? isRecent(login.at())
                : login.factors().stream()
                        .anyMatch(passed -> holder.has(passed.authenticator()) && isRecent(passed.at()));
    }

    private boolean isRecent(Instant at) {
        return clock.instant().isBefore(at.plus(MOMENT));
    }

    /// What a form of this page and browser is about.
    ///
    /// @throws PageException if the form has another MAC
    static String requireTarget(Visit visit, Parameters form, String deed) {
        var target = form.find("target").orElse("");
        if (!SessionMac.matches(
                visit.key(), "factor:" + deed, target, form.find("hmac").orElse(""))) {
            throw PageException.of(PageError.OTHER_SITE, "the form about a factor has a wrong MAC");
        }
        return target;
    }

    /// The authenticators for the connector of the end-user.
    List<Authenticator> offered(Visit visit) {
        var type = connectors
                .find(visit.session().authentication().connector())
                .map(ConnectorEntry::type)
                .orElse("");
        return rules.all().stream()
                .filter(authenticator -> authenticator.isFor(type))
                .toList();
    }

    Authenticator requireOffered(Visit visit, String id) {
        return offered(visit).stream()
                .filter(authenticator -> authenticator.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> PageException.of(PageError.INVALID_REQUEST, "there is no such authenticator"));
    }

    /// Whether the last thing that is enrolled with an authenticator may go: who could not enrol again would never
    /// come in again.
    boolean mayBeLast(AuthenticatorId id) {
        return rules.find(id)
                .map(authenticator -> authenticator.enrolling() == Authenticator.Enrolling.AT_LOGIN)
                .orElse(true);
    }

    void passed(Visit visit, FactorProof proof) {
        sessions.passed(visit.session().id(), proof);
    }

    /// A seed for secrets that may be enrolled, which the browser gives back with the form that shows them.
    String newTicket(Visit visit) {
        return sealer.seal(TICKET + visit.session().id(), entropy.bytes(32));
    }

    PendingSecrets secrets(Visit visit, String ticket) {
        var seed = sealer.open(TICKET + visit.session().id(), ticket)
                .orElseThrow(() -> PageException.of(PageError.OTHER_SITE, "the form about a factor has no ticket"));
        return new PendingSecrets(
                Secret.of(Entropy.base32(seed)), "session " + visit.session().id());
    }
}
