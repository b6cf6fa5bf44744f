package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.authorization.ResponseRules.Form;
import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.SessionRules.Sharing;
import io.lintel.client.TestClients;
import io.lintel.client.TestSubjects;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.Wanted;
import io.lintel.device.DeviceRequests;
import io.lintel.factor.FactorRules;
import io.lintel.factor.TestSecondFactors;
import io.lintel.memory.InMemoryStores;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.Authentication;
import io.lintel.session.AuthenticationMethod;
import io.lintel.session.BrowserSessions;
import io.lintel.session.Session;
import io.lintel.session.SessionPolicy;
import io.lintel.session.Sessions;
import io.lintel.signing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// The browser's part with fakes around it: the shop and others are registered, two connectors are open.
final class TestFlow {

    static final Duration PENDING_LIFETIME = Duration.ofMinutes(10);
    static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    static final Issuer ISSUER = new Issuer("https://id.example/dex");

    final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    final FakeClients clients = new FakeClients(SHOP, TestClients.THIEF, TestClients.APP, TestClients.API);
    final FakeConnectors connectors = new FakeConnectors(CORP, SAML);
    final RecordedCodes codes = new RecordedCodes();
    private final InMemoryStores stores = new InMemoryStores();
    final DeviceRequests devices = stores.devices();
    final ParkedAuthorizations parked = stores.parked();
    final Sessions storedSessions = stores.sessions();
    final Consents storedConsents = stores.consents();
    final BrowserSessions sessions;
    final ConsentMemory consents;
    final FakeFrontChannelTokens tokens = new FakeFrontChannelTokens();
    final RedirectTargets targets = new RedirectTargets(clients);
    final TestSecondFactors factors = new TestSecondFactors(clock);
    final AuthorizationRequestReader reader;
    final AuthorizationFlow flow;

    TestFlow(boolean skipConsent) {
        this(skipConsent, false);
    }

    TestFlow(boolean skipConsent, boolean alwaysChooseConnector) {
        this(skipConsent, alwaysChooseConnector, null, FactorRules.none());
    }

    TestFlow(boolean skipConsent, boolean alwaysChooseConnector, FactorRules rules) {
        this(skipConsent, alwaysChooseConnector, null, rules);
    }

    /// One that remembers what was consented to.
    static TestFlow remembering(Duration consentLifetime) {
        return new TestFlow(false, false, consentLifetime, FactorRules.none());
    }

    private TestFlow(
            boolean skipConsent, boolean alwaysChooseConnector, @Nullable Duration consentLifetime, FactorRules rules) {
        var policy = new AuthorizationPolicy(
                TestResponses.ALL,
                List.of(CodeChallengeMethod.S256),
                PkceRequirement.NOBODY,
                skipConsent,
                alwaysChooseConnector,
                PENDING_LIFETIME,
                CODE_LIFETIME);
        var entropy = new Entropy();
        var sessionPolicy = new SessionPolicy(Duration.ofHours(1), Duration.ofHours(24));
        sessions = new BrowserSessions(storedSessions, sessionPolicy, entropy, clock);
        consents = new ConsentMemory(storedConsents, consentLifetime, clock);
        reader = new AuthorizationRequestReader(clients, new FakeIdTokenHints(), policy);
        flow = new AuthorizationFlow(
                connectors,
                targets,
                parked,
                new AuthorizationCodeIssuer(codes, tokens, policy, entropy, clock),
                devices,
                new AuthorizationResponses(ISSUER, Form.SPECIFIED),
                new SingleSignOn(sessions, clients, TestSubjects.SUBJECTS, new Sharing.With(Set.of()), clock),
                consents,
                new FactorSteps(rules, factors.factors, sessions, true),
                TestSubjects.SUBJECTS,
                policy,
                entropy,
                clock);
    }

    RedirectTarget target() {
        return target(SHOP);
    }

    RedirectTarget target(Client client) {
        return targets.resolve(TestParameters.of(
                "client_id",
                client.id().value(),
                "redirect_uri",
                client.redirectUris().getFirst().value()));
    }

    AuthorizationRequest request(String... parameters) {
        return request(SHOP, parameters);
    }

    private AuthorizationRequest request(Client client, String... parameters) {
        var least = Map.of("response_type", "code", "scope", "openid offline_access groups", "state", "s t");
        return reader.read(target(client), TestParameters.of(least, parameters));
    }

    NextStep start(String... parameters) {
        return flow.start(target(), request(parameters), null);
    }

    /// The step after the request of a client, from a browser with that session.
    NextStep start(Client client, @Nullable Session session, String... parameters) {
        return flow.start(target(client), request(client, parameters), session);
    }

    /// The step of somebody who comes by that connector, from a browser with that session.
    NextStep logIn(Client client, ConnectorEntry connector, @Nullable Session session, String... parameters) {
        return flow.logIn(target(client), request(client, parameters), connector.id(), session);
    }

    /// The step after somebody has logged in outside a session.
    NextStep loggedIn(PendingAuthorization pending, ConnectorId connector, Identity identity) {
        return flow.loggedIn(pending, Authentication.of(connector, identity, clock.instant()));
    }

    /// The step after somebody has logged in outside a session, in a way that is known.
    NextStep loggedIn(
            PendingAuthorization pending,
            ConnectorId connector,
            Identity identity,
            List<AuthenticationMethod> methods) {
        return flow.loggedIn(pending, new Authentication(connector, identity, clock.instant(), methods, null));
    }

    /// The session of somebody who has logged in at the directory for a client, which wanted everything.
    Session signOn(Client client, Identity identity) {
        var login = Authentication.of(CORP.id(), identity, clock.instant());
        var wanted = Set.of(Wanted.GROUPS, Wanted.OFFLINE_ACCESS);
        return sessions.loggedIn(null, login, wanted, client.id(), true)
                .orElseThrow()
                .session();
    }

    /// An authorization whose end-user has left for that connector.
    PendingAuthorization departed(ConnectorEntry connector, String... parameters) {
        return departed(connector.id(), parameters);
    }

    private PendingAuthorization departed(ConnectorId connector, String... parameters) {
        var step = flow.logIn(target(), request(parameters), connector, null);
        return ((NextStep.Depart) step).authorization().departed(connector, Secret.of("verifier"));
    }

    /// What the client was told.
    static Map<String, String> told(NextStep step) {
        return ((NextStep.Respond) step).response().parameters();
    }

    static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(OAuth2Exception.class).isThrownBy(call).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    static void stale(ThrowingCallable call) {
        assertThatExceptionOfType(StaleLoginException.class).isThrownBy(call);
    }

    static void unknownTarget(ThrowingCallable call) {
        assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(call);
    }
}
