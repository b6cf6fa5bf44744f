package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.authorization.ResponseRules.Form;
import io.lintel.client.FakeClients;
import io.lintel.client.TestClients;
import io.lintel.client.TestSubjects;
import io.lintel.connector.ConnectorId;
import io.lintel.device.FakeDeviceRequests;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.signing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The browser's part with fakes around it: the shop and others are registered, two connectors are open.
final class TestFlow {

    static final Duration PENDING_LIFETIME = Duration.ofMinutes(10);
    static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    static final Issuer ISSUER = new Issuer("https://id.example/dex");

    final SettableClock clock = new SettableClock(TestAuthorizations.NOW);
    final FakeClients clients = new FakeClients(SHOP, TestClients.THIEF, TestClients.APP, TestClients.API);
    final FakeConnectors connectors = new FakeConnectors(CORP, SAML);
    final FakeAuthorizationCodes codes = new FakeAuthorizationCodes();
    final FakeDeviceRequests devices = new FakeDeviceRequests();
    final FakeParkedAuthorizations parked = new FakeParkedAuthorizations();
    final FakeFrontChannelTokens tokens = new FakeFrontChannelTokens();
    final RedirectTargets targets = new RedirectTargets(clients);
    final AuthorizationRequestReader reader;
    final AuthorizationFlow flow;

    TestFlow(boolean skipConsent) {
        this(skipConsent, false);
    }

    TestFlow(boolean skipConsent, boolean alwaysChooseConnector) {
        var policy = new AuthorizationPolicy(
                TestResponses.ALL,
                List.of(CodeChallengeMethod.S256),
                PkceRequirement.NOBODY,
                skipConsent,
                alwaysChooseConnector,
                PENDING_LIFETIME,
                CODE_LIFETIME);
        var entropy = new Entropy();
        reader = new AuthorizationRequestReader(clients, new FakeIdTokenHints(), policy);
        flow = new AuthorizationFlow(
                connectors,
                targets,
                parked,
                new AuthorizationCodeIssuer(codes, tokens, policy, entropy, clock),
                devices,
                new AuthorizationResponses(ISSUER, Form.SPECIFIED),
                TestSubjects.SUBJECTS,
                policy,
                entropy,
                clock);
    }

    RedirectTarget target() {
        return targets.resolve(TestParameters.of(
                "client_id",
                "shop",
                "redirect_uri",
                SHOP.redirectUris().getFirst().value()));
    }

    AuthorizationRequest request(String... parameters) {
        var least = Map.of("response_type", "code", "scope", "openid offline_access groups", "state", "s t");
        return reader.read(target(), TestParameters.of(least, parameters));
    }

    NextStep start(String... parameters) {
        return flow.start(target(), request(parameters));
    }

    /// An authorization whose end-user has left for that connector.
    PendingAuthorization departed(ConnectorEntry connector, String... parameters) {
        return departed(connector.id(), parameters);
    }

    private PendingAuthorization departed(ConnectorId connector, String... parameters) {
        return flow.logIn(target(), request(parameters), connector).departed(connector, Secret.of("verifier"));
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
