package io.lintel.authorization;

import io.lintel.client.Subjects;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationContext;
import io.lintel.session.AuthenticationMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides what comes next, and nobody else does.
public final class AuthorizationFlow {

    private final Connectors connectors;
    private final RedirectTargets targets;
    private final ParkedAuthorizations parked;
    private final AuthorizationCodeIssuer codes;
    private final DeviceDecisions devices;
    private final AuthorizationResponses responses;
    private final Subjects subjects;
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
            Subjects subjects,
            AuthorizationPolicy policy,
            Entropy entropy,
            Clock clock) {
        this.connectors = connectors;
        this.targets = targets;
        this.parked = parked;
        this.codes = codes;
        this.devices = devices;
        this.responses = responses;
        this.subjects = subjects;
        this.policy = policy;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// The step after the request.
    ///
    /// @throws OAuth2Exception what the client is to be told
    public NextStep start(AuthorizationTarget target, AuthorizationRequest request) {
        var candidates = candidates(target, request);
        if (request.connector() != null) {
            return new NextStep.LogIn(require(candidates, request.connector()));
        }
        refuseToPromptNobody(request);
        var hinted = findHinted(target, request);
        if (hinted.isPresent()) {
            return new NextStep.LogIn(requireHinted(candidates, hinted.get()));
        }
        return candidates.size() == 1 && !policy.alwaysChooseConnector()
                ? new NextStep.LogIn(candidates.getFirst())
                : new NextStep.ChooseConnector(candidates);
    }

    /// An authorization whose end-user is about to log in with that connector.
    ///
    /// @throws OAuth2Exception what the client is to be told
    public PendingAuthorization logIn(AuthorizationTarget target, AuthorizationRequest request, ConnectorId connector) {
        require(candidates(target, request), connector);
        if (request.connector() != null && !request.connector().equals(connector)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The connector_id is not that of the address.");
        }
        refuseToPromptNobody(request);
        if (findHinted(target, request)
                .filter(hinted -> !hinted.connectorId().equals(connector.value()))
                .isPresent()) {
            throw notTheHinted("the hinted end-user does not come by connector \"" + connector + "\"");
        }
        return new PendingAuthorization(
                new LoginId(entropy.identifier()), request, entropy.secret(), expiry(request), null, null);
    }

    /// The step after a login of which it is not known how the end-user has proved who they are.
    public NextStep loggedIn(PendingAuthorization authorization, ConnectorId connector, Identity identity) {
        return loggedIn(authorization, connector, identity, List.of());
    }

    /// The step after the login. The authorization is remembered here; the browser may forget it.
    ///
    /// @param methods how they have proved it, as far as is known
    /// @throws StaleLoginException if the login has expired, was finished before, or was not begun with that
    ///     connector
    /// @throws OAuth2Exception if it may not be finished any more, or the client hinted at somebody else
    public NextStep loggedIn(
            PendingAuthorization authorization,
            ConnectorId connector,
            Identity identity,
            List<AuthenticationMethod> methods) {
        var target = requireAlive(authorization);
        requireBegunWith(authorization, connector);
        var entry = require(candidates(target, authorization.request()), connector);
        var hinted = authorization.request().hinted();
        var user = new Subject(identity.userId(), connector.value());
        if (hinted != null && !subjects.isSub(hinted, target.client(), user)) {
            throw notTheHinted("somebody else than the hinted end-user has logged in");
        }
        var loggedIn = withoutWhatIsNotOffered(authorization, entry)
                .loggedIn(new Authentication(connector, identity, clock.instant(), methods, null));
        if (policy.skipConsent() && !loggedIn.request().prompts(Prompt.CONSENT)) {
            return respond(target, loggedIn);
        }
        if (!parked.park(loggedIn)) {
            throw StaleLoginException.finished(authorization.id());
        }
        return new NextStep.AskConsent(loggedIn);
    }

    /// The authorization whose end-user is being asked for consent.
    ///
    /// @throws StaleLoginException if nobody is being asked, or not any more
    public PendingAuthorization requireParked(LoginId id) {
        var authorization = parked.find(id).orElseThrow(() -> StaleLoginException.finished(id));
        requireAlive(authorization);
        return authorization;
    }

    /// The step after the end-user said yes. What the connector offers may have changed since the login; if it
    /// is not open to the client any more, the client is told.
    public NextStep consented(LoginId id) {
        var authorization = parked.take(id).orElseThrow(() -> StaleLoginException.finished(id));
        var target = requireAlive(authorization);
        var connector = authorization.requireLogin().connector();
        return open(target, authorization.request())
                .filter(entry -> entry.id().equals(connector))
                .findFirst()
                .map(entry -> respond(target, withoutWhatIsNotOffered(authorization, entry)))
                .orElseGet(() -> deny(target, authorization, "The connector is not open to this client any more."));
    }

    /// The step after the end-user said no.
    public NextStep refused(LoginId id) {
        var authorization = parked.take(id).orElseThrow(() -> StaleLoginException.finished(id));
        return deny(requireAlive(authorization), authorization, "The end-user did not consent.");
    }

    /// What the client wants of the connector beyond the identity.
    public static Set<Wanted> wanted(AuthorizationRequest request) {
        var wanted = EnumSet.noneOf(Wanted.class);
        if (request.access().includesGroups()) {
            wanted.add(Wanted.GROUPS);
        }
        if (request.scopes().contains(Scope.OFFLINE_ACCESS)) {
            wanted.add(Wanted.OFFLINE_ACCESS);
        }
        if (request.prompts(Prompt.LOGIN) || request.maxAge() != null) {
            wanted.add(Wanted.FRESH_LOGIN);
        }
        return wanted;
    }

    /// The step after a login that comes to nothing: whoever has asked is told.
    ///
    /// @throws StaleLoginException if the login has expired
    public NextStep failed(PendingAuthorization authorization, OAuth2Exception why) {
        return tell(requireAlive(authorization), authorization, why);
    }

    /// The client is told what is wrong if it may not have the tokens any more that it asked for.
    private NextStep respond(AuthorizationTarget target, PendingAuthorization authorization) {
        var request = authorization.request();
        if (!AuthenticationContext.suffices(
                authorization.requireLogin(), request.access().claims())) {
            return tell(target, authorization, ClaimsReading.unmet());
        }
        return switch (target) {
            case RedirectTarget redirect -> respond(redirect, authorization);
            case DeviceTarget device -> {
                var approved =
                        new ApprovedDevice(GrantId.random(entropy), request.access(), authorization.requireLogin());
                yield answered(device, authorization, devices.approve(device.request(), approved), true);
            }
        };
    }

    private NextStep respond(RedirectTarget target, PendingAuthorization authorization) {
        var request = authorization.request();
        try {
            return new NextStep.Respond(responses.success(target, request, codes.issue(target, authorization)));
        } catch (OAuth2Exception refused) {
            return new NextStep.Respond(responses.error(target, refused, request));
        }
    }

    private NextStep deny(AuthorizationTarget target, PendingAuthorization authorization, String why) {
        return tell(target, authorization, OAuth2Exception.of(ErrorCode.ACCESS_DENIED, why));
    }

    /// A device is told no more than that there is nothing for it (RFC 8628, section 3.5).
    private NextStep tell(AuthorizationTarget target, PendingAuthorization authorization, OAuth2Exception why) {
        return switch (target) {
            case RedirectTarget redirect ->
                new NextStep.Respond(responses.error(redirect, why, authorization.request()));
            case DeviceTarget device -> answered(device, authorization, devices.deny(device.request()), false);
        };
    }

    /// A request that was answered already keeps its first answer.
    private static NextStep answered(
            DeviceTarget device, PendingAuthorization authorization, boolean counts, boolean approved) {
        if (!counts) {
            throw StaleLoginException.finished(authorization.id());
        }
        return new NextStep.DeviceAnswered(device.client(), approved);
    }

    /// An answer that comes after the device has gone helps nobody.
    private Instant expiry(AuthorizationRequest request) {
        var expiry = clock.instant().plus(policy.pendingLifetime());
        var device = request.device();
        return device != null && device.expiresAt().isBefore(expiry) ? device.expiresAt() : expiry;
    }

    /// The connectors the client's users may come by.
    private Stream<ConnectorEntry> open(AuthorizationTarget target, AuthorizationRequest request) {
        return connectors.all().stream()
                .filter(entry -> entry.grantTypes().containsAll(request.grantTypes())
                        && target.client().allows(entry.id()));
    }

    private List<ConnectorEntry> candidates(AuthorizationTarget target, AuthorizationRequest request) {
        var candidates = open(target, request).toList();
        if (candidates.isEmpty()) {
            throw OAuth2Exception.of(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "There is no way to log in for this client.",
                    "no connector is open to client \"" + target.client().id() + "\"");
        }
        return candidates;
    }

    private static ConnectorEntry require(List<ConnectorEntry> candidates, ConnectorId id) {
        return candidates.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST,
                        "The connector is not open to this client.",
                        "connector \"" + id + "\" is unknown or not open to the client"));
    }

    /// Whom the client hinted at, where its `sub` says by which connector they come. Where it does not, it is seen
    /// after the login whether it was them.
    private Optional<Subject> findHinted(AuthorizationTarget target, AuthorizationRequest request) {
        return Optional.ofNullable(request.hinted()).flatMap(sub -> subjects.find(sub, target.client()));
    }

    private static ConnectorEntry requireHinted(List<ConnectorEntry> candidates, Subject hinted) {
        return candidates.stream()
                .filter(entry -> entry.id().value().equals(hinted.connectorId()))
                .findFirst()
                .orElseThrow(() -> notTheHinted("the connector of the hinted end-user is not open to the client"));
    }

    /// OpenID Connect Core, section 3.1.2.1.
    private static OAuth2Exception notTheHinted(String detail) {
        return OAuth2Exception.of(
                ErrorCode.LOGIN_REQUIRED, "The end-user of the id_token_hint is not logged in.", detail);
    }

    /// There are no sessions yet, so that everybody must log in.
    private static void refuseToPromptNobody(AuthorizationRequest request) {
        if (request.prompts(Prompt.NONE)) {
            throw OAuth2Exception.of(ErrorCode.LOGIN_REQUIRED, "The end-user is not logged in.");
        }
    }

    /// A connector that cannot support offline_access gets no refresh token for its users, and the end-user is
    /// not asked to allow it.
    private static PendingAuthorization withoutWhatIsNotOffered(
            PendingAuthorization authorization, ConnectorEntry entry) {
        var request = authorization.request();
        return entry.offersOfflineAccess()
                ? authorization
                : authorization.withRequest(request.withScopes(request.scopes().without(Scope.OFFLINE_ACCESS)));
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
