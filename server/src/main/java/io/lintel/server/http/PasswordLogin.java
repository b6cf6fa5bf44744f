package io.lintel.server.http;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.Refusal;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.throttle.Attempts.Answer.Begun;
import io.lintel.throttle.Attempts.Answer.Wait;
import io.lintel.throttle.Throttle;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/// Checks passwords, and lets nobody guess them: the only way from an endpoint to a [PasswordConnector].
///
/// Whoever has to wait is answered as if the password were wrong, and the connector does the same work for them,
/// with a name that nobody has: neither the answer nor the time it takes tells which names there are, and no
/// directory locks the account of somebody whose name a stranger knows.
@Singleton
final class PasswordLogin {

    private static final int LONGEST_USERNAME = 512;

    /// Longer ones are wrong, whatever the upstream would say.
    private static final int LONGEST_PASSWORD = 1024;

    private final Throttle throttle;
    private final Entropy entropy;
    private final Audit audit;

    PasswordLogin(Throttle throttle, Entropy entropy, Audit audit) {
        this.throttle = throttle;
        this.entropy = entropy;
        this.audit = audit;
    }

    /// @param from where the attempt comes from
    /// @throws ConnectorException if the upstream cannot answer
    LoginResult check(
            ConnectorId id,
            PasswordConnector connector,
            LoginRequest request,
            String username,
            Secret password,
            InetAddress from) {
        var attempt = throttle.password(id, shortened(username), from);
        return switch (throttle.begin(attempt)) {
            case Wait wait -> {
                audit.record(new AuditEvent.AttemptThrottled(attempt.kind(), id.value(), wait.until()));
                yield decoy(connector, request, password, "throttled until " + wait.until());
            }
            case Begun begun
            when username.length() > LONGEST_USERNAME || password.reveal().length() > LONGEST_PASSWORD ->
                decoy(connector, request, password, "the user name or the password is too long");
            case Begun begun -> judged(begun, ask(begun, connector, request, username, password));
        };
    }

    private LoginResult ask(
            Begun begun, PasswordConnector connector, LoginRequest request, String username, Secret password) {
        try {
            return connector.login(request, username, password);
        } catch (ConnectorException fault) {
            throttle.withdraw(begun);
            throw fault;
        }
    }

    /// What counts as wrong is what says nothing of the password, or that it is wrong. A locked account looks like a
    /// wrong password: directories say that it is locked whatever was typed.
    private LoginResult judged(Begun begun, LoginResult result) {
        switch (result) {
            case LoginResult.Authenticated(var identity, var _) ->
                throttle.succeed(begun, Secret.of(identity.userId()));
            case LoginResult.Refused(var reason, var detail, var account) -> {
                switch (reason) {
                    case ACCOUNT_LOCKED -> {
                        throttle.fail(begun, account);
                        return LoginResult.refused(
                                Refusal.WRONG_CREDENTIALS, "the account is locked upstream: " + detail);
                    }
                    case WRONG_CREDENTIALS, ACCOUNT_DISABLED, ACCOUNT_EXPIRED, GONE -> throttle.fail(begun, account);
                    case CANCELLED, NOT_PERMITTED, PASSWORD_EXPIRED -> throttle.withdraw(begun);
                }
            }
        }
        return result;
    }

    /// The work of a check without the account: a directory is asked for somebody who cannot be.
    private LoginResult decoy(PasswordConnector connector, LoginRequest request, Secret password, String why) {
        var nobody = "nobody-" + entropy.identifier();
        var ignored = connector.login(request, nobody, decoyOf(password));
        return LoginResult.refused(Refusal.WRONG_CREDENTIALS, why);
    }

    /// As empty as what was typed, and nothing of it.
    private Secret decoyOf(Secret password) {
        return password.reveal().isBlank() ? password : Secret.of(entropy.identifier());
    }

    private static String shortened(String username) {
        return username.length() > LONGEST_USERNAME ? username.substring(0, LONGEST_USERNAME) : username;
    }
}
