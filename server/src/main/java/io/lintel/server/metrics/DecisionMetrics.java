package io.lintel.server.metrics;

import io.lintel.authorization.Connectors;
import io.lintel.connector.ConnectorId;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.audit.AuditListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Set;

/// Counts decisions: the way of logins from beginning to end, tokens, and what was refused.
public final class DecisionMetrics implements AuditListener {

    private static final Set<String> REQUESTS =
            Set.of("authorization", "token", "introspect", "revoke", "userinfo", "par", "device", "register");

    private final Connectors connectors;
    private final Counter logins;
    private final Counter consents;
    private final Counter factors;
    private final Counter sessions;
    private final Counter tokens;
    private final Counter pushed;
    private final Counter refused;
    private final Counter throttled;
    private final Counter devices;
    private final Counter userCodes;
    private final Counter revoked;
    private final Counter registrations;
    private final Counter upstreamLogouts;
    private final Counter logoutNotices;
    private final Counter keys;
    private final Counter certificates;
    private final Gauge certificateExpiry;

    public DecisionMetrics(PrometheusRegistry registry, Connectors connectors) {
        this.connectors = connectors;
        this.logins = counter("lintel_logins_total", "Logins that began, succeeded, were refused or failed.")
                .labelNames("connector", "outcome", "reason")
                .register(registry);
        this.consents = counter("lintel_consents_total", "Answers on the consent page.")
                .labelNames("outcome")
                .register(registry);
        this.factors = counter("lintel_second_factors_total", "Second factors: passed, enrolled, refused, removed.")
                .labelNames("outcome", "detail")
                .register(registry);
        this.sessions = counter("lintel_sessions_total", "Sessions of browsers that began, answered or were ended.")
                .labelNames("outcome")
                .register(registry);
        this.tokens = counter("lintel_tokens_issued_total", "Requests for tokens that were granted.")
                .labelNames("grant_type", "refresh_token")
                .register(registry);
        this.pushed = counter("lintel_requests_pushed_total", "Authorization requests that clients have pushed.")
                .register(registry);
        this.refused = counter("lintel_requests_refused_total", "Requests that the protocol refused.")
                .labelNames("request", "error")
                .register(registry);
        this.throttled = counter("lintel_attempts_throttled_total", "Guesses that had to wait, by what was guessed.")
                .labelNames("kind")
                .register(registry);
        this.devices = counter("lintel_devices_total", "Devices that asked for a user code, were approved or denied.")
                .labelNames("outcome")
                .register(registry);
        this.userCodes = counter("lintel_user_codes_total", "User codes of devices that somebody typed.")
                .labelNames("outcome")
                .register(registry);
        this.revoked = counter("lintel_grants_revoked_total", "Grants that were taken back, for a replay mostly.")
                .register(registry);
        this.registrations = counter(
                        "lintel_registrations_total", "Clients that registered themselves, or changed that.")
                .labelNames("change")
                .register(registry);
        this.upstreamLogouts = counter(
                        "lintel_upstream_logouts_failed_total", "Logouts that the upstream provider did not confirm.")
                .labelNames("connector", "reason")
                .register(registry);
        this.logoutNotices = counter(
                        "lintel_logout_notices_total", "Attempts to tell a client that a session has ended.")
                .labelNames("outcome")
                .register(registry);
        this.keys = counter("lintel_signing_keys_made_total", "Signing keys this replica has made.")
                .register(registry);
        this.certificates = counter(
                        "lintel_certificates_total",
                        "Certificates for https that were read, at start and when they changed.")
                .labelNames("outcome")
                .register(registry);
        this.certificateExpiry = Gauge.builder()
                .name("lintel_certificate_expiry_timestamp_seconds")
                .help("When the certificate in use expires.")
                .labelNames("listener")
                .withoutExemplars()
                .register(registry);
    }

    private static Counter.Builder counter(String name, String help) {
        var builder = Counter.builder().name(name).help(help);
        builder.withoutExemplars();
        return builder;
    }

    @Override
    public void heard(AuditEvent event) {
        switch (event) {
            case AuditEvent.LoginBegan began -> login(began.connector(), "began", "");
            case AuditEvent.LoginSucceeded succeeded -> login(succeeded.connector(), "succeeded", "");
            case AuditEvent.LoginRefused login -> login(login.connector(), "refused", word(login.reason()));
            case AuditEvent.LoginFailed failed -> login(failed.connector(), "failed", word(failed.fault()));
            case AuditEvent.FactorPassed passed ->
                factors.labelValues(
                                passed.factor().enrolled() ? "enrolled" : "passed",
                                passed.factor().method().word())
                        .inc();
            case AuditEvent.FactorRefused refused ->
                factors.labelValues("refused", word(refused.reason())).inc();
            case AuditEvent.FactorRemoved removed ->
                factors.labelValues("removed", "").inc();
            case AuditEvent.RecoveryCodesMade made ->
                factors.labelValues("recovery_codes_made", "").inc();
            case AuditEvent.ConsentAnswered consent ->
                consents.labelValues(consent.given() ? "given" : "refused").inc();
            case AuditEvent.ConsentWithdrawn withdrawn ->
                consents.labelValues("withdrawn").inc();
            case AuditEvent.SessionBegan began -> sessions.labelValues("began").inc();
            case AuditEvent.SessionAnswered answered ->
                sessions.labelValues("answered").inc();
            case AuditEvent.SessionEnded ended ->
                sessions.labelValues(word(ended.why())).inc();
            case AuditEvent.TokensIssued issued ->
                tokens.labelValues(issued.grantType(), String.valueOf(issued.withRefreshToken()))
                        .inc();
            case AuditEvent.RequestPushed request -> pushed.inc();
            case AuditEvent.RequestRefused request ->
                refused.labelValues(
                                REQUESTS.contains(request.what()) ? request.what() : "other",
                                request.code().code())
                        .inc();
            case AuditEvent.AttemptThrottled attempt ->
                throttled.labelValues(attempt.kind()).inc();
            case AuditEvent.DeviceAsked device -> devices.labelValues("asked").inc();
            case AuditEvent.UserCodeTyped code ->
                userCodes.labelValues(code.found() ? "found" : "unknown").inc();
            case AuditEvent.DeviceAnswered device ->
                devices.labelValues(device.approved() ? "approved" : "denied").inc();
            case AuditEvent.GrantRevoked grant -> revoked.inc();
            case AuditEvent.ClientRegistered client ->
                registrations.labelValues("registered").inc();
            case AuditEvent.RegistrationChanged client ->
                registrations.labelValues("changed").inc();
            case AuditEvent.RegistrationRemoved client ->
                registrations.labelValues("removed").inc();
            case AuditEvent.UpstreamLogoutFailed failed ->
                upstreamLogouts
                        .labelValues(known(failed.connector()), word(failed.fault()))
                        .inc();
            case AuditEvent.LogoutNotified notified ->
                logoutNotices.labelValues(notified.outcome().word()).inc();
            case AuditEvent.SigningKeyMade made -> keys.inc();
            case AuditEvent.CertificateLoaded loaded -> {
                certificates.labelValues("loaded").inc();
                certificateExpiry.labelValues("https").set((double)
                        loaded.notAfter().getEpochSecond());
            }
            case AuditEvent.CertificateRefused broken ->
                certificates.labelValues("refused").inc();
            case AuditEvent.ServerStarted started -> {}
            case AuditEvent.ServerDraining draining -> {}
            case AuditEvent.ServerStopped stopped -> {}
        }
    }

    private void login(ConnectorId connector, String outcome, String reason) {
        logins.labelValues(known(connector), outcome, reason).inc();
    }

    private String known(ConnectorId connector) {
        return connectors.find(connector).isPresent() ? connector.value() : "other";
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
