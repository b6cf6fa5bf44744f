package io.lintel.connector.saml;

import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.Wanted.GROUPS;

import io.lintel.connector.CallbackBinding;
import io.lintel.connector.CallbackConnector;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.Departure;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.LogoutConnector;
import io.lintel.connector.LogoutRequestConnector;
import io.lintel.connector.MetadataConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.RehearsingConnector;
import io.lintel.connector.UnsolicitedConnector;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs end-users in with what a SAML identity provider says of them.
///
/// It cannot look an end-user up again, so their applications get no refresh tokens.
final class SamlConnector
        implements CallbackConnector,
                DiagnosableConnector,
                LogoutConnector,
                LogoutRequestConnector,
                MetadataConnector,
                RehearsingConnector,
                UnsolicitedConnector {

    static final Logger LOG = LoggerFactory.getLogger(SamlConnector.class);

    private final SamlSetup setup;
    private final AuthnRequest authnRequest;
    private final IdentityProviders providers;
    private final FirstUse firstUse;
    private final SingleLogout logout;
    private final CertificateWatch certificates;
    private final ConnectorContext context;

    SamlConnector(SamlSetup setup, IdentityProviders providers, ConnectorContext context) {
        this.setup = setup;
        this.authnRequest = setup.authnRequest();
        this.providers = providers;
        this.firstUse = new FirstUse(context.oneTimeUse());
        this.logout = new SingleLogout(setup, providers, context.clock());
        this.certificates = new CertificateWatch();
        this.context = context;
    }

    @Override
    public CallbackBinding binding() {
        return CallbackBinding.FORM_POST;
    }

    @Override
    public Set<Capability> capabilities() {
        return logout.isPossible() ? Set.of(Capability.UPSTREAM_LOGOUT) : Set.of();
    }

    @Override
    public Departure begin(LoginRequest request) {
        var provider = providers.current();
        watchCertificates(provider);
        var configuration = setup.configuration();
        var binding = configuration.ssoBinding();
        var destination = provider.requireSingleSignOn(binding);
        var id = request.id().value();
        var now = context.clock().instant();
        var hint = configuration.loginHint() ? request.loginHint() : null;
        var xml = authnRequest.write(id, now, destination, mustBeFresh(request), hint);
        var remember = Secret.of(String.valueOf(now.getEpochSecond()));
        return new OutgoingMessage("SAMLRequest", xml, destination, id, setup.signing()).departBy(binding, remember);
    }

    private boolean mustBeFresh(LoginRequest request) {
        return setup.configuration().forceAuthn() || request.wants(FRESH_LOGIN);
    }

    @Override
    public LoginResult finish(LoginRequest request, Secret remembered, CallbackRequest callback) {
        return switch (judge(request.id().value(), response(callback), request.wants(GROUPS))) {
            case Verdict.Accepted(var assertion) -> {
                if (mustBeFresh(request)) {
                    requireFresh(assertion, remembered);
                }
                var logoutState = LogoutState.of(assertion).write();
                yield LoginResult.authenticated(assertion.identity().withRefreshState(logoutState));
            }
            case Verdict.Refused(var reason, var detail)
            when reason == Reason.GROUP_DENIED ->
                LoginResult.refused(Refusal.NOT_PERMITTED, reason.code() + ": " + detail);
            case Verdict.Refused refused -> throw notBelieved(refused);
        };
    }

    /// A provider may pass over `ForceAuthn`; the application must not take an old login for a new one.
    private void requireFresh(AcceptedAssertion assertion, Secret remembered) {
        var authenticated = assertion.authnInstant();
        var asked = remembered.isEmpty() ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(remembered.reveal()));
        var tolerance = setup.configuration().clockTolerance();
        if (authenticated == null || authenticated.plus(tolerance).isBefore(asked)) {
            throw notBelieved(new Verdict.Refused(
                    Reason.EXPIRED, "the person did not authenticate again, which the request demanded (ForceAuthn)"));
        }
    }

    @Override
    public Optional<URI> findStart(CallbackRequest callback) {
        var start = setup.configuration().idpInitiatedLoginUri();
        if (start == null) {
            return Optional.empty();
        }
        return switch (judge(null, response(callback), true)) {
            case Verdict.Accepted accepted -> Optional.of(start);
            case Verdict.Refused refused -> throw notBelieved(refused);
        };
    }

    /// Everything that [#finish] does but for using the assertion up.
    @Override
    public Rehearsal rehearse(byte[] message, @Nullable String requestId) {
        return switch (judgeUnused(requestId, IncomingText.asFormField(message), true)) {
            case Verdict.Accepted(var assertion) -> new Rehearsal.Accepted(assertion.identity());
            case Verdict.Refused(var reason, var detail) -> new Rehearsal.Refused(reason.code(), detail);
        };
    }

    private static String response(CallbackRequest callback) {
        return callback.findParameter("SAMLResponse").orElse("");
    }

    private Verdict judge(@Nullable String requestId, String response, boolean groupsWanted) {
        return firstUse.of(judgeUnused(requestId, response, groupsWanted));
    }

    private Verdict judgeUnused(@Nullable String requestId, String response, boolean groupsWanted) {
        var provider = providers.current();
        var verdict = judge(provider, requestId, response, groupsWanted);
        if (verdict instanceof Verdict.Refused(var reason, var detail) && reason == Reason.SIGNATURE_INVALID) {
            var again = providers.afterSurprise();
            if (!again.signers().equals(provider.signers())) {
                LOG.debug("connector {}: {}; judged again with other keys", context.id(), detail);
                verdict = judge(again, requestId, response, groupsWanted);
            }
        }
        return verdict;
    }

    private Verdict judge(
            IdentityProvider provider, @Nullable String requestId, String response, boolean groupsWanted) {
        var occasion =
                new Occasion(requestId, provider.signers(), context.clock().instant(), groupsWanted);
        var rules = setup.rules(provider.entityId());
        return new ResponseCheck(context.dexCompatible() ? rules.likeDex() : rules).check(response, occasion);
    }

    private static ConnectorException notBelieved(Verdict.Refused refused) {
        return ConnectorException.invalidResponse(refused.reason().code() + ": " + refused.detail());
    }

    @Override
    public Metadata metadata() {
        return setup.ownMetadata(logout.isPossible() ? context.upstreamLogout() : null)
                .write();
    }

    @Override
    public Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
        return logout.begin(identity, id);
    }

    @Override
    public void finishLogout(LoginId id, CallbackRequest callback) {
        logout.finish(id, callback);
    }

    @Override
    public Optional<Order> findLogout(CallbackRequest brought) {
        if (brought.findParameter("SAMLRequest").isEmpty()) {
            return Optional.empty();
        }
        var asked = logout.read(brought);
        if (!firstUse.ofLogout(asked.id(), asked.notOnOrAfter())) {
            throw notBelieved(new Verdict.Refused(Reason.REPLAYED, "the request has been used before"));
        }
        return Optional.of(new LogoutOrder(asked, setup.configuration().userIdAttr() == null, logout));
    }

    /// An identity provider tells who somebody is when they sign in, and to nobody else.
    @Override
    public void diagnose(Diagnosis diagnosis, @Nullable String user) {
        var client = IdentityProviders.client(setup.configuration(), context);
        new SamlDiagnosis(setup, providers, client, diagnosis).run();
        if (user != null) {
            diagnosis.doubtful(
                    "attributes of " + user,
                    "not looked up",
                    "Save a response of the identity provider and give it to saml-check.");
        }
    }

    private void watchCertificates(IdentityProvider provider) {
        var watched = List.of(
                new CertificateWatch.Watched("the identity provider's certificate", provider.signers()),
                new CertificateWatch.Watched("our signing certificate", setup.signingCertificates()),
                new CertificateWatch.Watched("our decryption certificate", setup.encryptionCertificates()));
        certificates
                .look(watched, context.clock().instant())
                .forEach(warning -> LOG.warn("connector {}: {}", context.id(), warning));
    }

    @Override
    public void close() {
        providers.close();
    }
}
