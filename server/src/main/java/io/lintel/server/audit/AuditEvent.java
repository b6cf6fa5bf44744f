package io.lintel.server.audit;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.connector.Refusal;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Scopes;

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

    /// An end-user let a client know what it wants to know, or did not.
    record ConsentAnswered(LoginId login, ClientId client, boolean given, Scopes scopes) implements AuditEvent {}

    /// A client was given tokens.
    record TokensIssued(ClientId client, String grantType, Scopes scopes, boolean withRefreshToken)
            implements AuditEvent {}

    /// A client was refused.
    ///
    /// @param what what it asked for, such as `token` or `userinfo`
    record RequestRefused(String what, ErrorCode code, String detail) implements AuditEvent {}
}
