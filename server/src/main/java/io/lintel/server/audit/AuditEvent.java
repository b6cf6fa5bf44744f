package io.lintel.server.audit;

import io.lintel.authorization.GrantId;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.connector.Refusal;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.PassedFactor;
import io.lintel.logout.LogoutDelivery;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.session.SessionId;
import io.lintel.signing.KeyId;
import io.lintel.signing.SigningAlgorithm;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One decision.
public sealed interface AuditEvent {

    /// A browser left for a connector, or was shown its login form.
    record LoginBegan(LoginId login, ClientId client, ConnectorId connector) implements AuditEvent {}

    /// Somebody has proved who they are.
    record LoginSucceeded(LoginId login, ClientId client, ConnectorId connector, String userId, int groups)
            implements AuditEvent {}

    /// Somebody may not come in.
    record LoginRefused(LoginId login, ClientId client, ConnectorId connector, Refusal reason, String detail)
            implements AuditEvent {}

    /// A login could not be decided.
    record LoginFailed(
            LoginId login, ClientId client, ConnectorId connector, ConnectorException.Fault fault, String detail)
            implements AuditEvent {}

    /// Somebody has passed a second factor, or enrolled it.
    record FactorPassed(Subject subject, PassedFactor factor) implements AuditEvent {}

    /// Somebody has not passed a second factor.
    record FactorRefused(Subject subject, AuthenticatorId authenticator, FactorAnswer.Reason reason, String detail)
            implements AuditEvent {}

    /// Somebody has removed what they had enrolled.
    record FactorRemoved(Subject subject, AuthenticatorId authenticator) implements AuditEvent {}

    /// Somebody has new recovery codes, and none of the old ones.
    record RecoveryCodesMade(Subject subject) implements AuditEvent {}

    /// An end-user let a client know what it wants to know, or did not.
    record ConsentAnswered(LoginId login, ClientId client, boolean given, Scopes scopes) implements AuditEvent {}

    /// A browser is signed on, or was already and its user has logged in again.
    record SessionBegan(SessionId session, ConnectorId connector, String userId) implements AuditEvent {}

    /// A session has answered a client in place of a login.
    record SessionAnswered(SessionId session, ClientId client, ConnectorId connector, String userId)
            implements AuditEvent {}

    /// A session was ended before it expired.
    record SessionEnded(SessionId session, ConnectorId connector, String userId, SessionEnd why)
            implements AuditEvent {}

    /// What ends a session.
    enum SessionEnd {
        /// somebody else has logged in with the same browser
        SUPERSEDED,
        /// its user has ended it
        BY_USER,
        /// a client has, by showing an ID token that was issued in it
        BY_CLIENT,
        /// the upstream provider has
        BY_UPSTREAM
    }

    /// An end-user has taken back what they had let a client have.
    record ConsentWithdrawn(ClientId client, ConnectorId connector, String userId) implements AuditEvent {}

    /// A client was given tokens.
    record TokensIssued(ClientId client, String grantType, Scopes scopes, boolean withRefreshToken)
            implements AuditEvent {}

    /// A client has pushed an authorization request.
    record RequestPushed(ClientId client) implements AuditEvent {}

    /// A client was refused.
    ///
    /// @param what what it asked for, such as `token` or `userinfo`
    /// @param client absent as long as it has not proved who it is
    record RequestRefused(String what, @Nullable ClientId client, ErrorCode code, String detail)
            implements AuditEvent {}

    /// Somebody has guessed too often, and has to wait. They are not told.
    ///
    /// @param kind of what was guessed, such as `password`
    /// @param where the id of the connector or the client
    record AttemptThrottled(String kind, String where, Instant until) implements AuditEvent {}

    /// A device asked for a user code.
    record DeviceAsked(ClientId client) implements AuditEvent {}

    /// Somebody typed a user code.
    ///
    /// @param found whether a device waits with it
    record UserCodeTyped(boolean found) implements AuditEvent {}

    /// An end-user answered a device, or the login came to nothing.
    record DeviceAnswered(LoginId login, ClientId client, boolean approved) implements AuditEvent {}

    /// Everything that came of a grant was taken back: somebody presented a code or a refresh token that had
    /// been used, or the grant was ended otherwise.
    record GrantRevoked(GrantId grant) implements AuditEvent {}

    /// A client has registered itself.
    ///
    /// @param initialAccess the token that let it
    record ClientRegistered(ClientId client, String initialAccess) implements AuditEvent {}

    /// A client has changed its registration.
    record RegistrationChanged(ClientId client) implements AuditEvent {}

    /// A client has ended its registration.
    record RegistrationRemoved(ClientId client) implements AuditEvent {}

    /// The upstream provider did not confirm that somebody is signed on there no more, or could not be asked. Here
    /// the session has ended.
    record UpstreamLogoutFailed(ConnectorId connector, ConnectorException.Fault fault, String detail)
            implements AuditEvent {}

    /// A client was told that a session has ended, or could not be.
    ///
    /// @param attempt counted from 1
    record LogoutNotified(SessionId session, ClientId client, int attempt, LogoutDelivery.Outcome outcome)
            implements AuditEvent {}

    /// A key was made. It is published from now on.
    ///
    /// @param activeFrom when it is first used
    record SigningKeyMade(KeyId key, SigningAlgorithm algorithm, Instant activeFrom) implements AuditEvent {}

    /// Handshakes are made with this certificate from now on.
    record CertificateLoaded(String file, Instant notAfter) implements AuditEvent {}

    /// A certificate, or its key, was replaced by something that cannot be used. The one before stays.
    record CertificateRefused(String file, String detail) implements AuditEvent {}

    /// The server listens.
    ///
    /// @param addresses by the name of the listener
    record ServerStarted(String version, Map<String, String> addresses) implements AuditEvent {}

    /// The server was told to end: it says that it is not ready, and goes on answering for a while.
    record ServerDraining(String reason) implements AuditEvent {}

    /// The server listens no more.
    ///
    /// @param unfinished how many requests were cut off
    record ServerStopped(long unfinished) implements AuditEvent {}
}
