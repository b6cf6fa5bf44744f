package io.lintel.authorization;

import io.lintel.client.Subjects;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.factor.FactorProof;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Prompt;
import io.lintel.secret.Entropy;
import io.lintel.session.Authentication;
import io.lintel.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what comes next, and nobody else does.
public final class AuthorizationFlow {

    private final Admission admission;
    private final RedirectTargets targets;
    private final ParkedAuthorizations parked;
    private final AuthorizationAnswers answers;
    private final SingleSignOn signOn;
    private final ConsentMemory consents;
    private final FactorSteps factors;
    private final AuthorizationPolicy policy;
    private final Entropy entropy;
    private final Clock clock;

    public AuthorizationFlow(
            Connectors connectors,
            RedirectTargets targets,
            ParkedAuthorizations parked,
            AuthorizationCodeIssuer codes,
            DeviceDecisions devices,
            AuthorizationResponses responses,
            SingleSignOn signOn,
            ConsentMemory consents,
            FactorSteps factors,
            Subjects subjects,
            AuthorizationPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.admission = new Admission(connectors, subjects);
        this.targets = targets;
        this.parked = parked;
        this.answers = new AuthorizationAnswers(codes, devices, responses, entropy);
        this.signOn = signOn;
        this.consents = consents;
        this.factors = factors;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// The step after the request.
    ///
    /// @param session that of the browser, if it has one
    /// @throws OAuth2Exception what the client is to be told
    public NextStep start(AuthorizationTarget target, AuthorizationRequest request, @Nullable Session session) {
        var open = admission.open(target, request).requireAny();
        if (request.connector() != null) {
            return new NextStep.LogIn(open.require(request.connector()));
        }
        var signedOnBy = Optional.ofNullable(session)
                .flatMap(current -> open.find(current.authentication().connector()));
        if (request.prompts(Prompt.NONE)) {
            return new NextStep.LogIn(signedOnBy.orElseThrow(AuthorizationFlow::notLoggedIn));
        }
        var hinted = admission.findHinted(target, request);
        if (hinted.isPresent()) {
            return new NextStep.LogIn(hinted.get());
        }
        if (policy.alwaysChooseConnector() || (open.findOnly().isEmpty() && request.prompts(Prompt.SELECT_ACCOUNT))) {
            return new NextStep.ChooseConnector(open.all());
        }
        return signedOnBy
                .or(open::findOnly)
                .<NextStep>map(NextStep.LogIn::new)
                .orElseGet(() -> new NextStep.ChooseConnector(open.all()));
    }

    /// The step of an end-user who comes by that connector: what follows a login, if the session of the browser
    /// answers for them, or else the login.
    ///
    /// @param session that of the browser, if it has one
    /// @throws OAuth2Exception what the client is to be told
    public NextStep logIn(
            AuthorizationTarget target,
            AuthorizationRequest request,
            ConnectorId connector,
            @Nullable Session session) {
        var entry = admission.require(target, request, connector);
        var pending = new PendingAuthorization(
                new LoginId(entropy.identifier()), request, entropy.secret(), expiry(request), null, null);
        var answered = session == null
                ? Optional.<Authentication>empty()
                : signOn.answer(session, target.client(), entry, request);
        if (answered.isPresent()) {
            var login = factors.reused(answered.get());
            return afterLogin(
                    target, entry, pending.withoutWhatIsNotOffered(entry).loggedIn(login));
        }
        if (request.prompts(Prompt.NONE)) {
            throw notLoggedIn();
        }
        return new NextStep.Depart(pending);
    }

    /// Refuses a login that may not be finished, before anything comes of it.
    ///
    /// @throws StaleLoginException if it has expired, was finished before, or was not begun with that connector
    /// @throws OAuth2Exception if it may not be finished any more, or the client hinted at somebody else
    public void requireRightful(PendingAuthorization authorization, Authentication login) {
        requireEntry(authorization, requireAlive(authorization), login);
        if (parked.find(authorization.id()).isPresent()) {
            throw StaleLoginException.finished(authorization.id());
        }
    }

    /// The step after the login. The authorization is remembered here; the browser may forget it.
    ///
    /// @throws StaleLoginException if the login has expired, was finished before, or was not begun with that
    ///     connector
    /// @throws OAuth2Exception if it may not be finished any more, or the client hinted at somebody else
    public NextStep loggedIn(PendingAuthorization authorization, Authentication login) {
        var target = requireAlive(authorization);
        var entry = requireEntry(authorization, target, login);
        return afterLogin(
                target, entry, authorization.withoutWhatIsNotOffered(entry).loggedIn(login));
    }

    private ConnectorEntry requireEntry(
            PendingAuthorization authorization, AuthorizationTarget target, Authentication login) {
        requireBegunWith(authorization, login.connector());
        return admission.require(target, authorization.request(), login);
    }

    /// After a login, whether it has happened now or a session has answered: second factors, then consent, then
    /// the response.
    private NextStep afterLogin(AuthorizationTarget target, ConnectorEntry entry, PendingAuthorization authorization) {
        var factor = factors.next(authorization, target.client(), entry);
        if (factor.isEmpty() && !asksConsent(authorization)) {
            return answers.respond(target, authorization);
        }
        if (authorization.request().prompts(Prompt.NONE)) {
            throw factor.isPresent()
                    ? OAuth2Exception.of(
                            ErrorCode.INTERACTION_REQUIRED, "The end-user has to be asked for a second factor.")
                    : OAuth2Exception.of(ErrorCode.CONSENT_REQUIRED, "The end-user has to be asked for consent.");
        }
        if (!parked.park(authorization)) {
            throw StaleLoginException.finished(authorization.id());
        }
        return factor.orElseGet(() -> new NextStep.AskConsent(authorization));
    }

    private boolean asksConsent(PendingAuthorization authorization) {
        return authorization.request().prompts(Prompt.CONSENT)
                || (!policy.skipConsent() && !consents.covers(authorization));
    }

    /// What a parked authorization waits for.
    ///
    /// @throws StaleLoginException if it does not wait any more
    public NextStep waiting(LoginId id) {
        var authorization = requireParked(id);
        return waiting(authorization).orElseGet(() -> new NextStep.AskConsent(authorization));
    }

    /// The step after a second factor. It counts if the authorization waits for that one, and once.
    ///
    /// @throws StaleLoginException if it waits for something else, or not any more
    public NextStep factorPassed(LoginId id, FactorProof proof) {
        var authorization = requireParked(id);
        factors.requireDue(authorization, waiting(authorization), proof);
        var passed = authorization.withFactor(proof.passed());
        if (!parked.pass(passed)) {
            throw StaleLoginException.finished(id);
        }
        factors.remember(passed.requireLogin(), proof);
        return afterFactors(passed);
    }

    /// The step after the end-user has kept recovery codes.
    ///
    /// @throws StaleLoginException if the authorization does not wait any more
    public NextStep recoveryCodesKept(LoginId id) {
        return afterFactors(requireParked(id));
    }

    private NextStep afterFactors(PendingAuthorization authorization) {
        return waiting(authorization)
                .orElseGet(() -> asksConsent(authorization)
                        ? new NextStep.AskConsent(authorization)
                        : consented(authorization.id()));
    }

    private Optional<NextStep> waiting(PendingAuthorization authorization) {
        var target = targets.resolve(authorization.request());
        var connector = authorization.requireLogin().connector();
        return admission
                .open(target, authorization.request())
                .find(connector)
                .flatMap(entry -> factors.next(authorization, target.client(), entry));
    }

    /// The authorization whose end-user is being asked for consent.
    ///
    /// @throws StaleLoginException if nobody is being asked, not yet, or not any more
    public PendingAuthorization requireAsked(LoginId id) {
        var authorization = requireParked(id);
        if (waiting(authorization).isPresent()) {
            throw StaleLoginException.outOfOrder(id, "consent");
        }
        return authorization;
    }

    /// An authorization whose end-user has logged in and is being asked for something. A page that was left open
    /// is worth nothing after a logout: whoever sits there then may be somebody else.
    ///
    /// @throws StaleLoginException if nobody is being asked, or not any more
    public PendingAuthorization requireParked(LoginId id) {
        var authorization = parked.find(id).orElseThrow(() -> StaleLoginException.finished(id));
        requireAlive(authorization);
        if (signOn.isOver(authorization.requireLogin())) {
            throw StaleLoginException.signedOut(id);
        }
        return authorization;
    }

    /// The step after the end-user said yes. What the connector offers may have changed since the login; if it
    /// is not open to the client any more, the client is told.
    public NextStep consented(LoginId id) {
        requireAsked(id);
        var authorization = parked.take(id).orElseThrow(() -> StaleLoginException.finished(id));
        var target = requireAlive(authorization);
        var connector = authorization.requireLogin().connector();
        return admission
                .open(target, authorization.request())
                .find(connector)
                .map(entry -> consented(target, entry, authorization))
                .orElseGet(() ->
                        answers.deny(target, authorization, "The connector is not open to this client any more."));
    }

    private NextStep consented(AuthorizationTarget target, ConnectorEntry entry, PendingAuthorization authorization) {
        if (factors.next(authorization, target.client(), entry).isPresent()) {
            return answers.deny(target, authorization, "A second factor is missing.");
        }
        if (asksConsent(authorization)) {
            consents.remember(authorization);
        }
        return answers.respond(target, authorization.withoutWhatIsNotOffered(entry));
    }

    /// The step after the end-user said no.
    public NextStep refused(LoginId id) {
        var authorization = parked.take(id).orElseThrow(() -> StaleLoginException.finished(id));
        return answers.deny(requireAlive(authorization), authorization, "The end-user did not consent.");
    }

    /// The step after a login that comes to nothing: whoever has asked is told.
    ///
    /// @throws StaleLoginException if the login has expired
    public NextStep failed(PendingAuthorization authorization, OAuth2Exception why) {
        return answers.tell(requireAlive(authorization), authorization, why);
    }

    /// An answer that comes after the device has gone helps nobody.
    private Instant expiry(AuthorizationRequest request) {
        var expiry = clock.instant().plus(policy.pendingLifetime());
        var device = request.device();
        return device != null && device.expiresAt().isBefore(expiry) ? device.expiresAt() : expiry;
    }

    private static OAuth2Exception notLoggedIn() {
        return OAuth2Exception.of(ErrorCode.LOGIN_REQUIRED, "The end-user is not logged in.");
    }

    private static void requireBegunWith(PendingAuthorization authorization, ConnectorId connector) {
        var departure = authorization.departure();
        if (departure == null || !departure.connector().equals(connector)) {
            throw StaleLoginException.elsewhere(authorization.id(), connector);
        }
    }

    private AuthorizationTarget requireAlive(PendingAuthorization authorization) {
        var target = targets.resolve(authorization.request());
        if (!clock.instant().isBefore(authorization.expiresAt())) {
            throw StaleLoginException.expired(authorization.id());
        }
        return target;
    }
}
