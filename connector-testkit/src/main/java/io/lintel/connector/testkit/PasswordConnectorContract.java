package io.lintel.connector.testkit;

import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Connector;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a connector keeps whose end-users type a password into our page.
public interface PasswordConnectorContract extends ConnectorContract {
    @Override
    PasswordConnector connector();

    @Override
    Optional<? extends PasswordConnector> unreachable();

    /// The user name of somebody who can log in.
    String username();

    /// The password of [#username()].
    Secret password();

    @Override
    default LoginResult logIn(Connector connector, LoginRequest request) {
        return ((PasswordConnector) connector).login(request, username(), password());
    }

    @Test
    default void rightPasswordLogsInWithTheSameUserIdEachTime() {
        var connector = connector();

        var first = authenticated(logIn(connector, TestLogins.request()));
        var second = authenticated(logIn(connector, TestLogins.request()));

        assertThat(second.userId()).isEqualTo(first.userId());
    }

    @Test
    default void wrongPasswordAndUnknownUserAreNotToldApart() {
        var connector = connector();
        var wrong = Secret.of(password().reveal() + "x");

        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), username(), wrong));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "nobody-" + username(), password()));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "", password()));
    }

    /// An upstream that took an empty password for an anonymous bind would let anybody in as anybody (RFC 4513,
    /// section 5.1.2).
    @Test
    default void emptyPasswordIsRefusedWithoutAskingTheUpstream() {
        refused(WRONG_CREDENTIALS, connector().login(TestLogins.request(), username(), Secret.empty()));
        unreachable()
                .ifPresent(connector ->
                        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), username(), Secret.empty())));
    }

    @Test
    default void hostileUserNamesAreNobody() {
        var connector = connector();
        var name = username();
        var hostile = List.of(
                "*",
                name.charAt(0) + "*",
                name + "*",
                name + ")(objectClass=*",
                "*)(|(objectClass=*)",
                name + ",dc=example",
                "\\2a",
                "(" + name + ")",
                name + "\0",
                name + "\r\nX: y",
                name + "\u202e",
                "' or ''='",
                "${" + name + "}",
                "../" + name,
                "%00",
                "\ud800",
                name.repeat(10_000));

        assertThat(hostile)
                .allSatisfy(
                        given -> refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), given, password())));
    }
}
