package io.lintel.connector.testkit;

import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Connector;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

    /// Guesses at one account are counted together by what is told here, and guesses at none must not be.
    @Test
    default void accountOfARefusalIsTheUserIdOfALogin() {
        var connector = connector();
        var userId = authenticated(logIn(connector, TestLogins.request())).userId();
        var wrong = Secret.of(password().reveal() + "x");

        assertThat(connector.login(TestLogins.request(), username(), wrong))
                .isInstanceOfSatisfying(LoginResult.Refused.class, refused -> {
                    if (refused.account() != null) {
                        assertThat(refused.account().reveal()).isEqualTo(userId);
                    }
                });
        assertThat(connector.login(TestLogins.request(), "nobody-" + username(), wrong))
                .isInstanceOfSatisfying(LoginResult.Refused.class, refused -> assertThat(refused.account())
                        .isNull());
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
        var hostile = new ArrayList<>(HostileText.values());
        hostile.addAll(List.of(
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
                "${" + name + "}",
                "../" + name,
                name.repeat(10_000)));

        HostileText.eachKeeps(
                hostile, given -> refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), given, password())));
    }

    /// An upstream that cuts at a NUL or at its own limit would take a password that is not the right one.
    @Test
    default void hostilePasswordsAreWrong() {
        var connector = connector();
        var right = password().reveal();
        var hostile = new ArrayList<>(HostileText.values());
        hostile.addAll(List.of(right + "\0", right + "\0x", right + "\n", right + "x".repeat(100_000), "\0" + right));

        // So many wrong ones may lock the account.
        HostileText.eachKeeps(
                hostile, given -> assertThat(connector.login(TestLogins.request(), username(), Secret.of(given)))
                        .isInstanceOfSatisfying(LoginResult.Refused.class, refused -> assertThat(refused.reason())
                                .isIn(WRONG_CREDENTIALS, ACCOUNT_LOCKED)));
    }

    @Test
    default void usernamePromptIsAShortLine() {
        var prompt = connector().usernamePrompt();

        assertThat(prompt).isNotBlank().hasSizeLessThan(100);
        assertThat(prompt.chars().filter(Character::isISOControl).count())
                .as("control characters")
                .isZero();
    }

    @Test
    default void passwordsAreNeverShown() {
        var connector = connector();
        var wrong = Secret.of("certainly-not-the-password");
        var attempts = new ArrayList<Supplier<LoginResult>>();
        attempts.add(() -> logIn(connector, TestLogins.request()));
        attempts.add(() -> connector.login(TestLogins.request(), username(), wrong));
        attempts.add(() -> connector.login(TestLogins.request(), "nobody-" + username(), password()));
        unreachable().ifPresent(each -> attempts.add(() -> logIn(each, TestLogins.request())));
        var secrets = new HashSet<>(secrets());
        secrets.addAll(Set.of(password(), wrong));

        Shown.by(connector, attempts).holdsNoneOf(secrets);
    }
}
