package io.lintel.server.audit;

import io.lintel.logout.LogoutDelivery.Outcome;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each decision as one line into the log `audit`.
@Singleton
final class LoggedAudit implements AuditListener {

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    @Override
    public void heard(AuditEvent event) {
        switch (event) {
            case AuditEvent.LoginBegan began ->
                LOG.atInfo()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(began.login()))
                        .addKeyValue("login", began.login())
                        .addKeyValue("client_id", began.client())
                        .addKeyValue("connector_id", began.connector())
                        .log("login began");
            case AuditEvent.LoginSucceeded succeeded ->
                LOG.atInfo()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(succeeded.login()))
                        .addKeyValue("login", succeeded.login())
                        .addKeyValue("client_id", succeeded.client())
                        .addKeyValue("connector_id", succeeded.connector())
                        .addKeyValue("user_id", succeeded.userId())
                        .addKeyValue("groups", succeeded.groups())
                        .log("login succeeded");
            case AuditEvent.LoginRefused refused ->
                LOG.atInfo()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(refused.login()))
                        .addKeyValue("login", refused.login())
                        .addKeyValue("client_id", refused.client())
                        .addKeyValue("connector_id", refused.connector())
                        .addKeyValue("reason", refused.reason())
                        .addKeyValue("detail", refused.detail())
                        .log("login refused");
            case AuditEvent.LoginFailed failed ->
                LOG.atWarn()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(failed.login()))
                        .addKeyValue("login", failed.login())
                        .addKeyValue("client_id", failed.client())
                        .addKeyValue("connector_id", failed.connector())
                        .addKeyValue("fault", failed.fault())
                        .addKeyValue("detail", failed.detail())
                        .log("login failed");
            case AuditEvent.FactorPassed passed ->
                LOG.atInfo()
                        .addKeyValue("connector_id", passed.subject().connectorId())
                        .addKeyValue("user_id", passed.subject().userId())
                        .addKeyValue("authenticator", passed.factor().authenticator())
                        .addKeyValue("method", passed.factor().method().word())
                        .log(passed.factor().enrolled() ? "second factor enrolled" : "second factor passed");
            case AuditEvent.FactorRefused refused ->
                LOG.atInfo()
                        .addKeyValue("connector_id", refused.subject().connectorId())
                        .addKeyValue("user_id", refused.subject().userId())
                        .addKeyValue("authenticator", refused.authenticator())
                        .addKeyValue("reason", refused.reason())
                        .addKeyValue("detail", refused.detail())
                        .log("second factor refused");
            case AuditEvent.FactorRemoved removed ->
                LOG.atInfo()
                        .addKeyValue("connector_id", removed.subject().connectorId())
                        .addKeyValue("user_id", removed.subject().userId())
                        .addKeyValue("authenticator", removed.authenticator())
                        .log("second factor removed");
            case AuditEvent.RecoveryCodesMade made ->
                LOG.atInfo()
                        .addKeyValue("connector_id", made.subject().connectorId())
                        .addKeyValue("user_id", made.subject().userId())
                        .log("recovery codes made");
            case AuditEvent.ConsentAnswered consent ->
                LOG.atInfo()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(consent.login()))
                        .addKeyValue("login", consent.login())
                        .addKeyValue("client_id", consent.client())
                        .addKeyValue("scope", consent.scopes())
                        .log(consent.given() ? "consent given" : "consent refused");
            case AuditEvent.SessionBegan began ->
                LOG.atInfo()
                        .addKeyValue("session", began.session())
                        .addKeyValue("connector_id", began.connector())
                        .addKeyValue("user_id", began.userId())
                        .log("session began");
            case AuditEvent.SessionAnswered answered ->
                LOG.atInfo()
                        .addKeyValue("session", answered.session())
                        .addKeyValue("client_id", answered.client())
                        .addKeyValue("connector_id", answered.connector())
                        .addKeyValue("user_id", answered.userId())
                        .log("session answered");
            case AuditEvent.SessionEnded ended ->
                LOG.atInfo()
                        .addKeyValue("session", ended.session())
                        .addKeyValue("connector_id", ended.connector())
                        .addKeyValue("user_id", ended.userId())
                        .addKeyValue("reason", ended.why())
                        .log("session ended");
            case AuditEvent.ConsentWithdrawn withdrawn ->
                LOG.atInfo()
                        .addKeyValue("client_id", withdrawn.client())
                        .addKeyValue("connector_id", withdrawn.connector())
                        .addKeyValue("user_id", withdrawn.userId())
                        .log("consent withdrawn");
            case AuditEvent.TokensIssued issued ->
                LOG.atInfo()
                        .addKeyValue("client_id", issued.client())
                        .addKeyValue("grant_type", issued.grantType())
                        .addKeyValue("scope", issued.scopes())
                        .addKeyValue("refresh_token", issued.withRefreshToken())
                        .log("tokens issued");
            case AuditEvent.RequestPushed pushed ->
                LOG.atInfo().addKeyValue("client_id", pushed.client()).log("request pushed");
            case AuditEvent.RequestRefused refused -> {
                var line = LOG.atInfo().addKeyValue("request", refused.what());
                var client = refused.client();
                (client == null ? line : line.addKeyValue("client_id", client))
                        .addKeyValue("error", refused.code().code())
                        .addKeyValue("detail", refused.detail())
                        .log("request refused");
            }
            case AuditEvent.AttemptThrottled throttled ->
                LOG.atWarn()
                        .addKeyValue("kind", throttled.kind())
                        .addKeyValue("where", throttled.where())
                        .addKeyValue("until", throttled.until())
                        .log("attempt throttled");
            case AuditEvent.DeviceAsked asked ->
                LOG.atInfo().addKeyValue("client_id", asked.client()).log("device asked");
            case AuditEvent.UserCodeTyped typed ->
                LOG.atInfo().addKeyValue("found", typed.found()).log("user code typed");
            case AuditEvent.DeviceAnswered answered ->
                LOG.atInfo()
                        .addKeyValue(AttemptId.KEY, AttemptId.of(answered.login()))
                        .addKeyValue("login", answered.login())
                        .addKeyValue("client_id", answered.client())
                        .log(answered.approved() ? "device approved" : "device denied");
            case AuditEvent.GrantRevoked revoked ->
                LOG.atWarn()
                        .addKeyValue(
                                "grant",
                                HexFormat.of().toHexDigits(revoked.grant().value()))
                        .log("grant revoked");
            case AuditEvent.ClientRegistered registered ->
                LOG.atInfo()
                        .addKeyValue("client_id", registered.client())
                        .addKeyValue("initial_access_token", registered.initialAccess())
                        .log("client registered");
            case AuditEvent.RegistrationChanged changed ->
                LOG.atInfo().addKeyValue("client_id", changed.client()).log("registration changed");
            case AuditEvent.RegistrationRemoved removed ->
                LOG.atInfo().addKeyValue("client_id", removed.client()).log("registration removed");
            case AuditEvent.UpstreamLogoutFailed failed ->
                LOG.atWarn()
                        .addKeyValue("connector_id", failed.connector())
                        .addKeyValue("fault", failed.fault())
                        .addKeyValue("detail", failed.detail())
                        .log("upstream logout failed");
            case AuditEvent.LogoutNotified notified -> notified(notified);
            case AuditEvent.SigningKeyMade made ->
                LOG.atInfo()
                        .addKeyValue("kid", made.key())
                        .addKeyValue("alg", made.algorithm())
                        .addKeyValue("active_from", made.activeFrom())
                        .log("signing key made");
            case AuditEvent.CertificateLoaded loaded ->
                LOG.atInfo()
                        .addKeyValue("file", loaded.file())
                        .addKeyValue("not_after", loaded.notAfter())
                        .log("certificate loaded");
            case AuditEvent.CertificateRefused refused ->
                LOG.atError()
                        .addKeyValue("file", refused.file())
                        .addKeyValue("detail", refused.detail())
                        .log("certificate refused, the one before stays");
            case AuditEvent.ServerStarted started -> {
                var line = LOG.atInfo().addKeyValue("version", started.version());
                for (var address : started.addresses().entrySet()) {
                    line = line.addKeyValue(address.getKey(), address.getValue());
                }
                line.log("server started");
            }
            case AuditEvent.ServerDraining draining ->
                LOG.atInfo().addKeyValue("reason", draining.reason()).log("server draining");
            case AuditEvent.ServerStopped stopped ->
                LOG.atInfo().addKeyValue("unfinished", stopped.unfinished()).log("server stopped");
        }
    }

    private static void notified(AuditEvent.LogoutNotified notified) {
        var line =
                switch (notified.outcome()) {
                    case Outcome.Delivered delivered -> LOG.atInfo();
                    case Outcome.Unwanted unwanted -> LOG.atInfo();
                    case Outcome.Lost lost -> LOG.atWarn();
                    case Outcome.Postponed postponed -> LOG.atWarn().addKeyValue("detail", postponed.detail());
                    case Outcome.GivenUp givenUp -> LOG.atError().addKeyValue("detail", givenUp.detail());
                };
        line.addKeyValue("session", notified.session())
                .addKeyValue("client_id", notified.client())
                .addKeyValue("attempt", notified.attempt())
                .log("logout notice " + notified.outcome().word().replace('_', ' '));
    }
}
