package io.lintel.server.http;

import io.lintel.client.Client;
import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.token.EndUserPasswords;
import io.lintel.token.SubjectTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/// Logins without a browser: a client brings a password or a token of an end-user. They are written down as those of
/// browsers are.
@Singleton
final class DirectLogins implements EndUserPasswords, SubjectTokens {

    private final ConnectorRegistry connectors;
    private final PasswordLogin passwords;
    private final ClientAddress addresses;
    private final URI callback;
    private final Entropy entropy;
    private final Audit audit;

    DirectLogins(
            ConnectorRegistry connectors,
            PasswordLogin passwords,
            ClientAddress addresses,
            Issuer issuer,
            Entropy entropy,
            Audit audit) {
        this.connectors = connectors;
        this.passwords = passwords;
        this.addresses = addresses;
        this.callback = URI.create(issuer.endpoint("/callback"));
        this.entropy = entropy;
        this.audit = audit;
    }

    @Override
    public LoginResult check(
            Client client, ConnectorId connector, String username, Secret password, Set<Wanted> wanted) {
        var login = new LoginId(entropy.identifier());
        return recorded(client, connector, login, () -> {
            if (!(opened(connector) instanceof PasswordConnector checking) || TicketLogin.takesTicketsOnly(checking)) {
                throw OAuth2Exception.quietly(
                        ErrorCode.INVALID_GRANT, "connector \"" + connector + "\" checks no passwords");
            }
            var request = new LoginRequest(login, callback, wanted);
            return passwords.check(connector, checking, request, username, password, address());
        });
    }

    @Override
    public LoginResult identify(Client client, ConnectorId connector, TokenType type, Secret token) {
        var login = new LoginId(entropy.identifier());
        return recorded(client, connector, login, () -> {
            var opened = opened(connector);
            if (!(opened instanceof TokenIdentityConnector identifying)
                    || !opened.capabilities().contains(Capability.TOKEN_EXCHANGE)) {
                throw OAuth2Exception.of(
                        ErrorCode.INVALID_REQUEST, "Tokens of the requested connector cannot be exchanged.");
            }
            if (!identifying.tokenTypes().contains(type.value())) {
                throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The subject_token_type is not supported.");
            }
            return identifying.identify(type.value(), token);
        });
    }

    private Connector opened(ConnectorId id) {
        return connectors
                .findOpened(id)
                .map(ConnectorRegistry.Opened::connector)
                .orElseThrow(
                        () -> OAuth2Exception.quietly(ErrorCode.INVALID_GRANT, "connector \"" + id + "\" was removed"));
    }

    private LoginResult recorded(Client client, ConnectorId connector, LoginId login, Supplier<LoginResult> ask) {
        audit.record(new AuditEvent.LoginBegan(login, client.id(), connector));
        LoginResult result;
        try {
            result = ask.get();
        } catch (ConnectorException fault) {
            audit.record(new AuditEvent.LoginFailed(
                    login, client.id(), connector, fault.fault(), String.valueOf(fault.getMessage())));
            throw fault;
        }
        audit.record(
                switch (result) {
                    case LoginResult.Authenticated(var identity, var _) ->
                        new AuditEvent.LoginSucceeded(
                                login,
                                client.id(),
                                connector,
                                identity.userId(),
                                identity.groups().size());
                    case LoginResult.Refused(var reason, var detail, var _) ->
                        new AuditEvent.LoginRefused(login, client.id(), connector, reason, detail);
                });
        return result;
    }

    /// Of whoever asks now: grants know no HTTP.
    private InetAddress address() {
        HttpRequest<?> request = ServerRequestContext.currentRequest()
                .orElseThrow(() -> new IllegalStateException("a grant is used outside a request"));
        return addresses.of(request);
    }
}
